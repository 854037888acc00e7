/**
 * Countries: ISO 3166 alpha-2, ITU calling code, zone, and the names that lists use (the first is shown).
 *
 * The zone is that of practically everybody there; `-` where people live in several. Zones and English names follow CLDR 47.
 */
export const COUNTRIES = `
AC 247 Atlantic/St_Helena Ascension Island
AD 376 Europe/Andorra Andorra
AE 971 Asia/Dubai United Arab Emirates|UAE|Emirates|الإمارات العربية المتحدة|ARE
AF 93 Asia/Kabul Afghanistan
AG 1 America/Antigua Antigua & Barbuda
AI 1 America/Anguilla Anguilla
AL 355 Europe/Tirane Albania
AM 374 Asia/Yerevan Armenia
AO 244 Africa/Luanda Angola
AR 54 America/Argentina/Buenos_Aires Argentina|ARG
AS 1 Pacific/Pago_Pago American Samoa
AT 43 Europe/Vienna Austria|Österreich|Autriche|AUT
AU 61 - Australia|AUS
AW 297 America/Aruba Aruba
AX 358 Europe/Mariehamn Åland Islands
AZ 994 Asia/Baku Azerbaijan
BA 387 Europe/Sarajevo Bosnia & Herzegovina|Bosnia and Herzegovina|Bosnia
BB 1 America/Barbados Barbados
BD 880 Asia/Dhaka Bangladesh|BGD
BE 32 Europe/Brussels Belgium|België|Belgique|Belgien|BEL
BF 226 Africa/Ouagadougou Burkina Faso
BG 359 Europe/Sofia Bulgaria|България|BGR
BH 973 Asia/Bahrain Bahrain|BHR
BI 257 Africa/Bujumbura Burundi
BJ 229 Africa/Porto-Novo Benin
BL 590 America/St_Barthelemy St. Barthélemy
BM 1 Atlantic/Bermuda Bermuda
BN 673 Asia/Brunei Brunei|Brunei Darussalam
BO 591 America/La_Paz Bolivia|Plurinational State of Bolivia
BQ 599 America/Kralendijk Caribbean Netherlands
BR 55 - Brazil|Brasil|BRA
BS 1 America/Nassau Bahamas
BT 975 Asia/Thimphu Bhutan
BW 267 Africa/Gaborone Botswana
BY 375 Europe/Minsk Belarus
BZ 501 America/Belize Belize
CA 1 - Canada|CAN
CC 61 Indian/Cocos Cocos (Keeling) Islands
CD 243 - DR Congo|Democratic Republic of the Congo|Congo - Kinshasa
CF 236 Africa/Bangui Central African Republic
CG 242 Africa/Brazzaville Congo|Republic of the Congo|Congo - Brazzaville
CH 41 Europe/Zurich Switzerland|Schweiz|Suisse|Svizzera|CHE
CI 225 Africa/Abidjan Côte d'Ivoire|Ivory Coast
CK 682 Pacific/Rarotonga Cook Islands
CL 56 America/Santiago Chile|CHL
CM 237 Africa/Douala Cameroon
CN 86 Asia/Shanghai China|People's Republic of China|中国|PRC|CHN
CO 57 America/Bogota Colombia|COL
CR 506 America/Costa_Rica Costa Rica|CRI
CU 53 America/Havana Cuba
CV 238 Atlantic/Cape_Verde Cape Verde|Cabo Verde
CW 599 America/Curacao Curaçao
CX 61 Indian/Christmas Christmas Island
CY 357 Asia/Nicosia Cyprus|CYP
CZ 420 Europe/Prague Czechia|Czech Republic|Česko|Česká republika|CZE
DE 49 Europe/Berlin Germany|Deutschland|Allemagne|Alemania|DEU
DJ 253 Africa/Djibouti Djibouti
DK 45 Europe/Copenhagen Denmark|Danmark|Dänemark|DNK
DM 1 America/Dominica Dominica
DO 1 America/Santo_Domingo Dominican Republic|República Dominicana|DOM
DZ 213 Africa/Algiers Algeria|Algérie|DZA
EC 593 America/Guayaquil Ecuador|ECU
EE 372 Europe/Tallinn Estonia|Eesti|EST
EG 20 Africa/Cairo Egypt|مصر|EGY
EH 212 Africa/El_Aaiun Western Sahara
ER 291 Africa/Asmara Eritrea
ES 34 Europe/Madrid Spain|España|Spanien|Espagne|ESP
ET 251 Africa/Addis_Ababa Ethiopia
FI 358 Europe/Helsinki Finland|Suomi|FIN
FJ 679 Pacific/Fiji Fiji
FK 500 Atlantic/Stanley Falkland Islands
FM 691 - Micronesia|Federated States of Micronesia
FO 298 Atlantic/Faroe Faroe Islands
FR 33 Europe/Paris France|Frankreich|Francia|FRA
GA 241 Africa/Libreville Gabon
GB 44 Europe/London United Kingdom|UK|Great Britain|England|Scotland|Wales|Northern Ireland|Vereinigtes Königreich|Großbritannien|Royaume-Uni|Reino Unido|GBR
GD 1 America/Grenada Grenada
GE 995 Asia/Tbilisi Georgia|GEO
GF 594 America/Cayenne French Guiana
GG 44 Europe/Guernsey Guernsey
GH 233 Africa/Accra Ghana
GI 350 Europe/Gibraltar Gibraltar
GL 299 America/Nuuk Greenland
GM 220 Africa/Banjul Gambia
GN 224 Africa/Conakry Guinea
GP 590 America/Guadeloupe Guadeloupe
GQ 240 Africa/Malabo Equatorial Guinea
GR 30 Europe/Athens Greece|Ελλάδα|GRC
GT 502 America/Guatemala Guatemala|GTM
GU 1 Pacific/Guam Guam
GW 245 Africa/Bissau Guinea-Bissau
GY 592 America/Guyana Guyana
HK 852 Asia/Hong_Kong Hong Kong|HKG|Hong Kong SAR|Hong Kong S.A.R.
HN 504 America/Tegucigalpa Honduras
HR 385 Europe/Zagreb Croatia|Hrvatska|HRV
HT 509 America/Port-au-Prince Haiti
HU 36 Europe/Budapest Hungary|Magyarország|HUN
ID 62 - Indonesia|IDN
IE 353 Europe/Dublin Ireland|Éire|Republic of Ireland|IRL
IL 972 Asia/Jerusalem Israel|ישראל|ISR
IM 44 Europe/Isle_of_Man Isle of Man
IN 91 Asia/Kolkata India|भारत|IND
IO 246 Indian/Chagos British Indian Ocean Territory
IQ 964 Asia/Baghdad Iraq|IRQ
IR 98 Asia/Tehran Iran|Islamic Republic of Iran
IS 354 Atlantic/Reykjavik Iceland|Ísland|ISL
IT 39 Europe/Rome Italy|Italia|Italien|ITA
JE 44 Europe/Jersey Jersey
JM 1 America/Jamaica Jamaica|JAM
JO 962 Asia/Amman Jordan|JOR
JP 81 Asia/Tokyo Japan|日本|Nippon|JPN
KE 254 Africa/Nairobi Kenya|KEN
KG 996 Asia/Bishkek Kyrgyzstan
KH 855 Asia/Phnom_Penh Cambodia
KI 686 - Kiribati
KM 269 Indian/Comoro Comoros
KN 1 America/St_Kitts St. Kitts & Nevis
KP 850 Asia/Pyongyang North Korea
KR 82 Asia/Seoul South Korea|Korea|Republic of Korea|대한민국|한국|KOR
KW 965 Asia/Kuwait Kuwait|KWT
KY 1 America/Cayman Cayman Islands
KZ 7 Asia/Almaty Kazakhstan|KAZ
LA 856 Asia/Vientiane Laos|Lao
LB 961 Asia/Beirut Lebanon|LBN
LC 1 America/St_Lucia St. Lucia
LI 423 Europe/Vaduz Liechtenstein
LK 94 Asia/Colombo Sri Lanka|LKA
LR 231 Africa/Monrovia Liberia
LS 266 Africa/Maseru Lesotho
LT 370 Europe/Vilnius Lithuania|Lietuva|LTU
LU 352 Europe/Luxembourg Luxembourg|Luxemburg|LUX
LV 371 Europe/Riga Latvia|Latvija|LVA
LY 218 Africa/Tripoli Libya
MA 212 Africa/Casablanca Morocco|Maroc|المغرب|MAR
MC 377 Europe/Monaco Monaco
MD 373 Europe/Chisinau Moldova|Republic of Moldova
ME 382 Europe/Podgorica Montenegro
MF 590 America/Marigot St. Martin
MG 261 Indian/Antananarivo Madagascar
MH 692 Pacific/Majuro Marshall Islands
MK 389 Europe/Skopje North Macedonia|Macedonia
ML 223 Africa/Bamako Mali
MM 95 Asia/Yangon Myanmar|Burma
MN 976 Asia/Ulaanbaatar Mongolia
MO 853 Asia/Macau Macao|Macau
MP 1 Pacific/Saipan Northern Mariana Islands
MQ 596 America/Martinique Martinique
MR 222 Africa/Nouakchott Mauritania
MS 1 America/Montserrat Montserrat
MT 356 Europe/Malta Malta|MLT
MU 230 Indian/Mauritius Mauritius
MV 960 Indian/Maldives Maldives
MW 265 Africa/Blantyre Malawi
MX 52 - Mexico|México|MEX
MY 60 Asia/Kuala_Lumpur Malaysia|MYS
MZ 258 Africa/Maputo Mozambique
NA 264 Africa/Windhoek Namibia
NC 687 Pacific/Noumea New Caledonia
NE 227 Africa/Niamey Niger
NF 672 Pacific/Norfolk Norfolk Island
NG 234 Africa/Lagos Nigeria|NGA
NI 505 America/Managua Nicaragua
NL 31 Europe/Amsterdam Netherlands|Nederland|Holland|NLD
NO 47 Europe/Oslo Norway|Norge|Norwegen|NOR
NP 977 Asia/Kathmandu Nepal|NPL
NR 674 Pacific/Nauru Nauru
NU 683 Pacific/Niue Niue
NZ 64 Pacific/Auckland New Zealand|NZL
OM 968 Asia/Muscat Oman|OMN
PA 507 America/Panama Panama|Panamá|PAN
PE 51 America/Lima Peru|Perú|PER
PF 689 - French Polynesia
PG 675 Pacific/Port_Moresby Papua New Guinea
PH 63 Asia/Manila Philippines|PHL
PK 92 Asia/Karachi Pakistan|PAK
PL 48 Europe/Warsaw Poland|Polska|Polen|POL
PM 508 America/Miquelon St. Pierre & Miquelon
PR 1 America/Puerto_Rico Puerto Rico|PRI
PS 970 Asia/Hebron Palestinian Territories|Palestine
PT 351 Europe/Lisbon Portugal|PRT
PW 680 Pacific/Palau Palau
PY 595 America/Asuncion Paraguay
QA 974 Asia/Qatar Qatar|QAT
RE 262 Indian/Reunion Réunion
RO 40 Europe/Bucharest Romania|România|ROU
RS 381 Europe/Belgrade Serbia|Srbija|SRB
RU 7 - Russia|Russian Federation|Россия|RUS
RW 250 Africa/Kigali Rwanda
SA 966 Asia/Riyadh Saudi Arabia|المملكة العربية السعودية|SAU
SB 677 Pacific/Guadalcanal Solomon Islands
SC 248 Indian/Mahe Seychelles
SD 249 Africa/Khartoum Sudan
SE 46 Europe/Stockholm Sweden|Sverige|Schweden|SWE
SG 65 Asia/Singapore Singapore|SGP
SH 290 Atlantic/St_Helena St. Helena
SI 386 Europe/Ljubljana Slovenia|Slovenija|SVN
SJ 47 Arctic/Longyearbyen Svalbard & Jan Mayen
SK 421 Europe/Bratislava Slovakia|Slovak Republic|Slovensko|SVK
SL 232 Africa/Freetown Sierra Leone
SM 378 Europe/San_Marino San Marino
SN 221 Africa/Dakar Senegal
SO 252 Africa/Mogadishu Somalia
SR 597 America/Paramaribo Suriname
SS 211 Africa/Juba South Sudan
ST 239 Africa/Sao_Tome São Tomé & Príncipe
SV 503 America/El_Salvador El Salvador
SX 1 America/Lower_Princes Sint Maarten
SY 963 Asia/Damascus Syria|Syrian Arab Republic
SZ 268 Africa/Mbabane Eswatini|Swaziland
TA 290 Atlantic/St_Helena Tristan da Cunha
TC 1 America/Grand_Turk Turks & Caicos Islands
TD 235 Africa/Ndjamena Chad
TG 228 Africa/Lome Togo
TH 66 Asia/Bangkok Thailand|ไทย|THA
TJ 992 Asia/Dushanbe Tajikistan
TK 690 Pacific/Fakaofo Tokelau
TL 670 Asia/Dili Timor-Leste|East Timor
TM 993 Asia/Ashgabat Turkmenistan
TN 216 Africa/Tunis Tunisia|Tunisie|TUN
TO 676 Pacific/Tongatapu Tonga
TR 90 Europe/Istanbul Türkiye|Turkey|TUR
TT 1 America/Port_of_Spain Trinidad & Tobago
TV 688 Pacific/Funafuti Tuvalu
TW 886 Asia/Taipei Taiwan|台灣|臺灣|台湾|TWN
TZ 255 Africa/Dar_es_Salaam Tanzania|United Republic of Tanzania
UA 380 Europe/Kyiv Ukraine|Україна|UKR
UG 256 Africa/Kampala Uganda|UGA
US 1 - United States|United States of America|USA|U.S.A.|America|Vereinigte Staaten|États-Unis|Estados Unidos|アメリカ
UY 598 America/Montevideo Uruguay|URY
UZ 998 Asia/Tashkent Uzbekistan
VA 39 Europe/Vatican Vatican City|Vatican|Holy See
VC 1 America/St_Vincent St. Vincent & Grenadines
VE 58 America/Caracas Venezuela|Bolivarian Republic of Venezuela|VEN
VG 1 America/Tortola British Virgin Islands
VI 1 America/St_Thomas U.S. Virgin Islands
VN 84 Asia/Ho_Chi_Minh Vietnam|Việt Nam|VNM
VU 678 Pacific/Efate Vanuatu
WF 681 Pacific/Wallis Wallis & Futuna
WS 685 Pacific/Apia Samoa
XK 383 Europe/Belgrade Kosovo
YE 967 Asia/Aden Yemen
YT 262 Indian/Mayotte Mayotte
ZA 27 Africa/Johannesburg South Africa|ZAF
ZM 260 Africa/Lusaka Zambia
ZW 263 Africa/Harare Zimbabwe
`;
