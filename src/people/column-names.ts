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
  first_name: 'firstname givenname forename vorname prenom nombre nome fornamn voornaam imie 名',
  last_name:
    'lastname surname familyname nachname familienname nomdefamille apellido apellidos cognome efternamn achternaam nazwisko 姓',
  name: 'name fullname contactname leadname personname clientname customername displayname contact 氏名 お名前 名前',
  email:
    'email emailaddress workemail businessemail companyemail primaryemail contactemail personemail emailid email1 email1value emailaddress1 ' +
    'mail mailaddress emailadresse mailadresse eposta epost courriel correo correoelectronico メールアドレス メール eメール',
  email_2:
    'email2 secondaryemail email2value email2address secondemail otheremail alternateemail additionalemail personalemail',
  company:
    'company companyname organization organisation organizationname organisationname accountname account associatedcompany companyaccount ' +
    'currentcompany employer firma firmenname unternehmen entreprise societe empresa azienda 会社名 会社 企業名',
  title:
    'jobtitle title position jobposition role currenttitle funktion berufsbezeichnung poste cargo 役職',
  phone:
    'phone phonenumber workphone businessphone directphone workdirectphone primaryphone telephone telephonenumber tel telefon telefonnummer ' +
    'phone1 phone1value tel11 contactnumber corporatephone companyphone telefono 電話番号 電話 tel会社',
  mobile:
    'mobile mobilephone mobilenumber mobilephonenumber mobileno cell cellphone cellphonenumber handy handynummer mobil portable 携帯電話 携帯電話番号 携帯',
  linkedin_url:
    'linkedinurl linkedin personlinkedinurl linkedinprofile linkedinprofileurl contactlinkedinurl linkedinlink profileurl',
  website:
    'website websiteurl companywebsite organizationwebsite companydomain companyurl homepage webpage webseite siteweb domain url',
  city: 'city town personcity contactcity mailingcity businesscity stadt ort ville ciudad 市区町村',
  state:
    'state stateregion stateprovince province personstate mailingstate mailingstateprovince businessstate bundesland region 都道府県',
  country:
    'country countryregion countrycode personcountry mailingcountry businesscountryregion businesscountry land pays pais 国',
  zone: 'zone timezone tz ianatimezone zeitzone',
  language: 'language preferredlanguage lang locale sprache langue idioma 言語',
  owner: 'owner',
  source: 'source leadsource originalsource quelle',
  tags: 'tags tag labels',
  external_id: 'externalid recordid contactid leadid personid crmid hubspotid salesforceid',
};

/** What is left of a header when case, accents, spaces and punctuation are gone: `E-Mail Address` is `emailaddress`. */
export function foldHeader(header: string): string {
  return header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Folded headers of the instant at which a row was last changed; `--map updated_at=Column` names another. */
export const AS_OF_NAMES: ReadonlySet<string> = new Set(
  'updatedat lastmodified lastmodifieddate lastmodifiedat lastmodifiedtime modifiedtime modifieddate modifiedat modified lastupdated lastupdatedat dateupdated 更新日時 更新日'
    .split(' ')
    .map(foldHeader),
);
