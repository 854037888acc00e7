/**
 * Zones within countries that have several: by state, by North American area code, by city.
 *
 * A state that two zones share stands under the zone of most of its people; `SPLIT_STATES` names the larger places on the other side.
 * Area codes that two zones share are left out: unknown is better than an hour off.
 */

/** `zone country CODE=name ...`, names folded as `foldPlace` does. */
export const STATES = `
America/New_York US CT=connecticut DC=districtofcolumbia,washingtondc DE=delaware FL=florida GA=georgia IN=indiana KY=kentucky MA=massachusetts
America/New_York US MD=maryland ME=maine NC=northcarolina NH=newhampshire NJ=newjersey NY=newyork OH=ohio PA=pennsylvania RI=rhodeisland
America/New_York US SC=southcarolina VA=virginia VT=vermont WV=westvirginia
America/Detroit US MI=michigan
America/Chicago US AL=alabama AR=arkansas IA=iowa IL=illinois KS=kansas LA=louisiana MN=minnesota MO=missouri MS=mississippi ND=northdakota
America/Chicago US NE=nebraska OK=oklahoma SD=southdakota TN=tennessee TX=texas WI=wisconsin
America/Denver US CO=colorado MT=montana NM=newmexico UT=utah WY=wyoming
America/Boise US ID=idaho
America/Phoenix US AZ=arizona
America/Los_Angeles US CA=california NV=nevada OR=oregon WA=washington
America/Anchorage US AK=alaska
Pacific/Honolulu US HI=hawaii
America/Toronto CA ON=ontario QC=quebec
America/Vancouver CA BC=britishcolumbia
America/Edmonton CA AB=alberta NT=northwestterritories
America/Regina CA SK=saskatchewan
America/Winnipeg CA MB=manitoba
America/Halifax CA NS=novascotia PE=princeedwardisland
America/Moncton CA NB=newbrunswick
America/St_Johns CA NL=newfoundland,newfoundlandlabrador
America/Whitehorse CA YT=yukon
Australia/Sydney AU NSW=newsouthwales ACT=australiancapitalterritory
Australia/Melbourne AU VIC=victoria
Australia/Brisbane AU QLD=queensland
Australia/Adelaide AU SA=southaustralia
Australia/Perth AU WA=westernaustralia
Australia/Hobart AU TAS=tasmania
Australia/Darwin AU NT=northernterritory
America/Sao_Paulo BR SP=saopaulo RJ=riodejaneiro MG=minasgerais ES=espiritosanto PR=parana SC=santacatarina RS=riograndedosul DF=distritofederal GO=goias
America/Bahia BR BA=bahia
America/Fortaleza BR CE=ceara MA=maranhao PB=paraiba PI=piaui RN=riograndedonorte
America/Recife BR PE=pernambuco
America/Manaus BR AM=amazonas
`;

/** `country zone`: that of most people there. A guess, for people of whom nothing but the country is known. */
export const MAIN_ZONES = `
AU Australia/Sydney
BR America/Sao_Paulo
CA America/Toronto
CD Africa/Kinshasa
FM Pacific/Chuuk
ID Asia/Jakarta
KI Pacific/Tarawa
MX America/Mexico_City
PF Pacific/Tahiti
RU Europe/Moscow
US America/New_York
`;

/** `zone state place;place`. */
export const SPLIT_STATES = `
America/Denver TX elpaso
America/Chicago FL pensacola;panamacity;panamacitybeach;fortwaltonbeach;destin;navarre;crestview
America/New_York TN knoxville;chattanooga;johnsoncity;kingsport;bristol;oakridge;maryville;morristown;cleveland
America/Chicago KY bowlinggreen;owensboro;paducah;hopkinsville;murray;madisonville
America/Chicago IN gary;evansville;hammond;merrillville;crownpoint;valparaiso;michigancity;portage;munster
America/Los_Angeles ID coeurdalene;lewiston;moscow;postfalls;sandpoint
America/Denver SD rapidcity;spearfish;sturgis
America/Denver NE scottsbluff;chadron;sidney
America/Denver ND dickinson
America/Boise OR ontario
America/Denver KS goodland
`;

export const AREA_CODES = `
America/New_York 201 202 203 207 212 215 216 220 223 227 229 234 239 240 252 267 272 276 283 301 302 304 305 315 317 321 324 326 329 330 332
America/New_York 336 339 347 351 352 363 380 386 401 404 407 410 412 413 419 423 434 436 440 443 445 463 465 470 472 475 478 484 502 508 513
America/New_York 516 518 540 551 561 567 570 571 582 585 603 607 609 610 614 617 624 631 640 645 646 656 667 678 680 681 686 689 703 704 706
America/New_York 716 717 718 724 727 728 732 740 743 754 757 762 765 770 772 774 781 786 802 803 804 813 814 821 826 828 835 838 839 843 845
America/New_York 848 854 856 857 859 860 862 863 864 865 878 904 908 910 912 914 917 919 929 934 937 941 943 948 954 959 973 978 980 984
America/Detroit 248 269 313 517 586 616 679 734 810 947 989
America/Chicago 205 210 214 217 218 224 225 228 235 251 254 256 262 274 281 309 312 314 316 318 319 320 325 327 331 334 337 346 353 361 402 447
America/Chicago 405 409 414 417 430 432 457 464 469 471 479 501 504 507 512 515 531 534 539 557 563 572 573 580 601 608 612 615 618 629 630
America/Chicago 636 641 651 659 660 662 682 708 712 713 715 726 730 731 737 763 769 773 779 806 815 816 817 830 832 847 861 870 872 901 903
America/Chicago 913 918 920 924 931 936 938 940 945 952 956 972 975 979 985
America/Denver 303 307 385 406 435 505 575 719 720 748 801 915 970 983
America/Phoenix 480 520 602 623 928
America/Los_Angeles 206 209 213 253 279 310 323 341 350 357 360 369 408 415 424 425 442 503 509 510 530 559 562 564 619 626 628 650 657 661
America/Los_Angeles 669 702 707 714 725 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951 971
America/Anchorage 907
Pacific/Honolulu 808
America/Toronto 226 249 263 289 343 354 365 367 382 416 418 437 438 450 468 514 519 548 579 581 613 647 683 705 742 753 819 873 905 942
America/Winnipeg 204 431 584
America/Regina 306 474 639
America/Edmonton 368 403 587 780 825
America/Vancouver 236 604 672 778
America/Halifax 782 902
America/Moncton 428 506
America/St_Johns 709 879
America/Puerto_Rico 787 939
America/Nassau 242
America/Barbados 246
America/Jamaica 658 876
America/Santo_Domingo 809 829 849
America/Port_of_Spain 868
Atlantic/Bermuda 441
America/Cayman 345
America/St_Thomas 340
Pacific/Guam 671
America/Anguilla 264
America/Antigua 268
America/Tortola 284
America/Grenada 473
America/Grand_Turk 649
America/Montserrat 664
Pacific/Saipan 670
Pacific/Pago_Pago 684
America/Lower_Princes 721
America/St_Lucia 758
America/Dominica 767
America/St_Vincent 784
America/St_Kitts 869
`;

/** `zone country place;place`: larger cities of countries with several zones, then cities that mean one place when no country is given. */
export const CITIES = `
America/New_York US newyork;newyorkcity;nyc;brooklyn;manhattan;boston;philadelphia;washingtondc;miami;atlanta;pittsburgh;charlotte;orlando;tampa;raleigh
America/New_York US baltimore;cleveland;cincinnati;indianapolis;buffalo;jacksonville;fortlauderdale
America/Detroit US detroit;annarbor;grandrapids
America/Chicago US chicago;houston;dallas;austin;sanantonio;fortworth;minneapolis;stlouis;kansascity;neworleans;nashville;memphis;milwaukee;oklahomacity
America/Chicago US omaha;tulsa;plano
America/Denver US denver;boulder;saltlakecity;albuquerque;elpaso;coloradosprings
America/Phoenix US phoenix;scottsdale;tempe;tucson;mesa
America/Boise US boise
America/Los_Angeles US losangeles;sanfrancisco;sanjose;sandiego;seattle;oakland;sacramento;lasvegas;paloalto;mountainview;menlopark;sunnyvale;santamonica
America/Los_Angeles US bellevue;redmond;irvine;berkeley;santaclara;cupertino;longbeach
America/Anchorage US anchorage
Pacific/Honolulu US honolulu
America/Toronto CA toronto;ottawa;montreal;quebeccity;mississauga;waterloo;kitchener;hamilton;london
America/Vancouver CA vancouver;burnaby;surrey;richmond;victoria
America/Edmonton CA calgary;edmonton
America/Winnipeg CA winnipeg
America/Regina CA regina;saskatoon
America/Halifax CA halifax
America/St_Johns CA stjohns
Australia/Sydney AU sydney;canberra;newcastle;wollongong
Australia/Melbourne AU melbourne;geelong
Australia/Brisbane AU brisbane;goldcoast;cairns
Australia/Perth AU perth
Australia/Adelaide AU adelaide
Australia/Hobart AU hobart
Australia/Darwin AU darwin
America/Sao_Paulo BR saopaulo;riodejaneiro;belohorizonte;brasilia;curitiba;portoalegre;florianopolis;campinas
America/Bahia BR salvador
America/Fortaleza BR fortaleza
America/Recife BR recife
America/Manaus BR manaus
America/Mexico_City MX mexicocity;ciudaddemexico;cdmx;guadalajara;puebla;queretaro
America/Monterrey MX monterrey
America/Tijuana MX tijuana
America/Cancun MX cancun
Europe/Moscow RU moscow;москва;saintpetersburg;stpetersburg;санктпетербург
Asia/Yekaterinburg RU yekaterinburg;ekaterinburg
Asia/Novosibirsk RU novosibirsk
Asia/Jakarta ID jakarta;bandung;surabaya
Asia/Makassar ID denpasar;bali;makassar
Africa/Kinshasa CD kinshasa
Africa/Lubumbashi CD lubumbashi
Atlantic/Canary ES laspalmas;laspalmasdegrancanaria;tenerife;santacruzdetenerife
Atlantic/Azores PT pontadelgada
Asia/Urumqi CN urumqi
Europe/Berlin DE berlin;hamburg;munich;munchen;cologne;koln;frankfurt;frankfurtammain;stuttgart;dusseldorf;leipzig;dresden;hannover;nurnberg
Europe/Vienna AT vienna;wien;graz;linz;salzburg
Europe/Zurich CH zurich;geneva;geneve;basel;bern;lausanne
Europe/London GB london;manchester;edinburgh;glasgow;leeds;bristol;liverpool
Europe/Dublin IE dublin;cork
Europe/Paris FR paris;lyon;marseille;toulouse;bordeaux;lille;nantes
Europe/Brussels BE brussels;bruxelles;antwerp;ghent
Europe/Amsterdam NL amsterdam;rotterdam;thehague;utrecht;eindhoven
Europe/Madrid ES madrid;barcelona;seville;bilbao
Europe/Lisbon PT lisbon;lisboa;porto
Europe/Rome IT rome;roma;milan;milano;turin;torino;naples;bologna
Europe/Copenhagen DK copenhagen;kobenhavn;aarhus
Europe/Stockholm SE stockholm;gothenburg;goteborg;malmo
Europe/Oslo NO oslo;bergen
Europe/Helsinki FI helsinki;espoo
Europe/Warsaw PL warsaw;warszawa;krakow;wroclaw
Europe/Prague CZ prague;praha;brno
Europe/Budapest HU budapest
Europe/Bucharest RO bucharest;bucuresti
Europe/Athens GR athens
Europe/Istanbul TR istanbul;ankara
Europe/Kyiv UA kyiv;kiev;lviv
Asia/Jerusalem IL telaviv;jerusalem;haifa
Asia/Dubai AE dubai;abudhabi
Asia/Tokyo JP tokyo;東京;osaka;大阪;kyoto;yokohama;nagoya;fukuoka
Asia/Seoul KR seoul;서울;busan
Asia/Shanghai CN shanghai;beijing;shenzhen;guangzhou;hangzhou
Asia/Hong_Kong HK hongkong
Asia/Taipei TW taipei
Asia/Singapore SG singapore
Asia/Kolkata IN mumbai;bombay;delhi;newdelhi;bangalore;bengaluru;chennai;pune;hyderabad;kolkata;gurgaon;gurugram;noida
Asia/Manila PH manila
Asia/Bangkok TH bangkok
Asia/Ho_Chi_Minh VN hanoi;hochiminhcity
Africa/Johannesburg ZA johannesburg;capetown;pretoria;durban
Africa/Lagos NG lagos;abuja
Africa/Nairobi KE nairobi
Africa/Cairo EG cairo
America/Argentina/Buenos_Aires AR buenosaires
America/Bogota CO bogota;medellin
America/Lima PE lima
Pacific/Auckland NZ auckland;wellington
`;
