/**
 * Self-signed certificates for servers on loopback: Node cannot make them and not every machine has `openssl`. Valid until 2126; the keys
 * protect nothing. Made with `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -addext
 * subjectAltName=...`.
 */
/** For `localhost` and 127.0.0.1. */
export const LOCALHOST = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgGNbhwnIFLJ5UV32a
RoEiUqSJy29s/PoAe+VViTwuS+WhRANCAATMpSbwIy38B3djDiiZUtweeyjmidLa
Ohwbkts2jjaICLyvNQ8wlAsP7ivmn0f1NZQZIgNbuHxIQCAlOMLutqes
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBszCCAVmgAwIBAgIUUA/Fm3K0CX78y0cXPYHsdbnOq0wwCgYIKoZIzj0EAwIw
IDEeMBwGA1UEAwwVdG91Y2hsaW5lIHRlc3Qgc2VydmVyMCAXDTI2MTEyMTIzMTcy
NVoYDzIxMjYxMDI4MjMxNzI1WjAgMR4wHAYDVQQDDBV0b3VjaGxpbmUgdGVzdCBz
ZXJ2ZXIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATMpSbwIy38B3djDiiZUtwe
eyjmidLaOhwbkts2jjaICLyvNQ8wlAsP7ivmn0f1NZQZIgNbuHxIQCAlOMLutqes
o28wbTAdBgNVHQ4EFgQUx/893FgduAkmVuEFgWafpimT0JUwHwYDVR0jBBgwFoAU
x/893FgduAkmVuEFgWafpimT0JUwDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzAR
gglsb2NhbGhvc3SHBH8AAAEwCgYIKoZIzj0EAwIDSAAwRQIganPc7NgFClMwaDcp
chWQXO9wbZaksixbjnrmRoEY8nwCIQDpSVjorNp5YTATrQYT0Klih2G6F8gQmGCo
Y+dCaYOV9Q==
-----END CERTIFICATE-----
`,
} as const;

/** For another host: `mail.elsewhere.test`. */
export const ELSEWHERE = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLiencdp/wzyBBQO9
BoEzMdtg0a08xwbp913SUutL67+hRANCAAT1+DS2cYXUyXBYyL6Zi9E/UU3WQ2L/
tcpB0S9nep9S6zIOrscv9hFrxe+Qkmm6K/7wMgD9F2LBnoJZ57u7kCc2
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBszCCAVmgAwIBAgIUMR3BjQSjEA3wA9FKeJ+GaDPqd5owCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTbWFpbC5lbHNld2hlcmUudGVzdDAgFw0yNjExMjEyMzE3MjVa
GA8yMTI2MTAyODIzMTcyNVowHjEcMBoGA1UEAwwTbWFpbC5lbHNld2hlcmUudGVz
dDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABPX4NLZxhdTJcFjIvpmL0T9RTdZD
Yv+1ykHRL2d6n1LrMg6uxy/2EWvF75CSabor/vAyAP0XYsGeglnnu7uQJzajczBx
MB0GA1UdDgQWBBQvH5YgwuYPAusnkgVaKWdnjRHUMTAfBgNVHSMEGDAWgBQvH5Yg
wuYPAusnkgVaKWdnjRHUMTAPBgNVHRMBAf8EBTADAQH/MB4GA1UdEQQXMBWCE21h
aWwuZWxzZXdoZXJlLnRlc3QwCgYIKoZIzj0EAwIDSAAwRQIgB0fMCNLrGEtakXIc
ul03xC3Q4QmOfNro+aKszfrTQuACIQC25DPP6c6EoJ6R6GZtVF8RnkXIPiKGIzDY
6WSufGK6dw==
-----END CERTIFICATE-----
`,
} as const;
