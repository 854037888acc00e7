/** Under which headers do the tools of this world export what we know by our own name? */

export const KNOWN_FIELDS = [
  'first_name',
  'last_name',
  'name',
  'email',
  'email_2',
  'company',
  'title',
  'phone',
  'mobile',
  'linkedin_url',
  'website',
  'city',
  'state',
  'country',
  'zone',
  'language',
  'owner',
  'source',
  'tags',
  'external_id',
] as const;
export type KnownField = (typeof KNOWN_FIELDS)[number];

/**
 * Folded headers (`foldHeader`), best first: when two columns of a file fit a field, the earlier name here wins and the other column
 * becomes a custom field. `jobtitle` stands before `title`, which is "Dr." in Outlook's exports. An export's owner names a person of that
 * tool, not a rep of ours, so `owner` has no other name.
 */
export const HEADERS_OF: Readonly<Record<KnownField, string>> = {
  first_name:
    'firstname first givenname forename fname vorname prenom nombre nome nombredepila fornamn voornaam imie jmeno keresztnev etunimi prenume ' +
    'имя імя ad adi adı isim ονομα 名 名字 이름',
  last_name:
    'lastname last surname familyname lname nachname familienname nomdefamille nom apellido apellidos sobrenome cognome efternamn etternavn ' +
    'efternavn achternaam nazwisko prijmeni vezeteknev sukunimi фамилия прізвище soyad soyadi soyadı soyisim επωνυμο 姓 姓氏 성',
  name:
    'name fullname contactname leadname personname clientname customername displayname prospectname nameofcontact completename ' +
    'contactfullname nomcomplet nombrecompleto nomecompleto vollstandigername adsoyad фио 氏名 お名前 名前 姓名 성명 الاسم नाम contact customer ' +
    'ansprechpartner kontakt kontaktperson',
  email:
    'email emailaddress workemail businessemail companyemail primaryemail contactemail personemail emailid email1 email1value emailaddress1 ' +
    'corporateemail professionalemail verifiedemail bestemail mail mailaddress emailadresse mailadresse adresseemail adressemail eposta epost ' +
    'epostadress courriel correo correoelectronico enderecodeemail indirizzoemail emailadres adresemail почта электроннаяпочта эпочта ' +
    'メールアドレス メール eメール 邮箱 邮件 电子邮件 电子邮箱 電子郵件 이메일 이메일주소 البريد البريدالالكتروني ईमेल',
  email_2:
    'email2 secondaryemail email2value email2address secondemail otheremail alternateemail additionalemail additionalemailaddresses ' +
    'personalemail emailaddress2 privateemail',
  company:
    'company companyname organization organisation organizationname organisationname accountname account associatedcompany companyaccount ' +
    'currentcompany currentcompanyname employer businessname firm firma firmenname unternehmen entreprise societe empresa azienda societa ' +
    'bedrijf bedrijfsnaam foretag virksomhed bedrift yritys spolecnost ceg sirket компания организация компанія εταιρεια 会社名 会社 企業名 公司 公司名称 单位 회사 ' +
    '회사명 الشركة',
  title:
    'jobtitle title position jobposition role currenttitle currentposition currentjob currentjobtitle headline funktion berufsbezeichnung ' +
    'titel poste fonction intituledeposte cargo puesto ruolo qualifica functie befattning stilling stanowisko pozice beosztas unvan должность ' +
    '役職 肩書 职位 職位 职务 직책 직위',
  phone:
    'phone phonenumber workphone businessphone directphone workdirectphone primaryphone telephone telephonenumber telno tel telefon ' +
    'telefonnummer telefonnumber telefono telefone telefoon telefoonnummer puhelin phone1 phone1value tel1 tel11 phonenumbers contactnumber ' +
    'contactphone phonecontact worknumber officephone mainphone directdial corporatephone companyphone organizationphone homephone ' +
    'numerodetelephone numerodetelefono telefonszam телефон τηλεφωνο 電話番号 電話 tel直通 tel会社 电话 電話号碼 电话号码 联系电话 전화 전화번호 الهاتف फोन',
  mobile:
    'mobile mobilephone mobilenumber mobilephonenumber mobileno mobilnummer mobiltelefon cell cellphone cellphonenumber cellular handy ' +
    'handynummer mobil portable movil celular cellulare mobiel whatsapp whatsappnumber gsm мобильный мобильныйтелефон κινητο 携帯電話 携帯電話番号 携帯 ' +
    '手机 手机号 手机号码 휴대폰 휴대전화 핸드폰 الجوال',
  linkedin_url:
    'linkedinurl linkedin personlinkedinurl linkedinprofile linkedinprofileurl contactlinkedinurl linkedinlink linkedinpublicurl ' +
    'personlinkedin prospectlinkedinurl linkedinmemberprofile profileurl',
  website:
    'website websiteurl companywebsite organizationwebsite companydomain companyurl companywebsiteurl domain homepage webpage website1value webseite ' +
    'siteweb sitioweb sito sitoweb paginaweb strona stronawww сайт ホームページ 网站 홈페이지 url',
  city: 'city town personcity contactcity mailingcity businesscity stadt ort ville ciudad cidade citta stad miasto mesto varos город 市区町村 城市 도시 المدينة',
  state:
    'state stateregion stateprovince province personstate mailingstate mailingstateprovince businessstate bundesland region estado provincia 都道府県 省份',
  country:
    'country countryregion countrycode countryname personcountry mailingcountry businesscountryregion businesscountry land pays pais paese kraj ' +
    'orszag страна 国 国家 국가 الدولة',
  zone: 'zone timezone tz ianatimezone zeitzone',
  language: 'language preferredlanguage lang locale sprache langue idioma lingua 言語 语言 언어',
  owner: 'owner',
  source: 'source leadsource originalsource originaltrafficsource quelle fuente origem',
  tags: 'tags tag labels',
  external_id:
    'externalid recordid contactid leadid personid crmid hubspotid salesforceid apollocontactid prospectid customerid',
};

/** Columns of no known field that mean something to us all the same: by the key that their header makes. */
export const OWN_CUSTOM_KEYS: ReadonlyMap<string, string> = new Map([
  ['account_domain', 'account'],
  ['account_role', 'role'],
  ['buying_role', 'role'],
  ['stakeholder_role', 'role'],
]);

/** What is left of a header when case, accents, spaces and punctuation are gone: `E-Mail Address` is `emailaddress`. */
export function foldHeader(header: string): string {
  return header
    .replace(/[☎📞📱]/gu, 'phone')
    .replace(/[✉📧]/gu, 'email')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Folded headers of the instant at which a row was last changed; `--map updated_at=Column` names another. */
export const AS_OF_NAMES: ReadonlySet<string> = new Set(
  'updatedat lastmodified lastmodifieddate lastmodifiedat lastmodifiedtime modifiedtime modifieddate modifiedat modified lastupdated lastupdatedat dateupdated 更新日時 更新日'
    .split(' ')
    .map(foldHeader),
);
