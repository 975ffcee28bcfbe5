<%@ page import="java.security.cert.X509Certificate, java.util.Map, javax.naming.ldap.LdapName, javax.naming.ldap.Rdn"
%><%
// Tomcat has verified the certificate. The login goes on with the session's cookie at the port that asks nobody to have
// a certificate: cookies belong to a host with all its ports.
X509Certificate[] chain = (X509Certificate[]) request.getAttribute("jakarta.servlet.request.X509Certificate");
if (chain == null) {
    response.sendError(403, "Nessun certificato");
    return;
}
String subject = chain[0].getSubjectX500Principal().getName("RFC2253", Map.of("2.5.4.42", "GN", "2.5.4.4", "SN"));
for (Rdn part : new LdapName(subject).getRdns()) session.setAttribute(part.getType(), part.getValue());
request.changeSessionId();
response.sendRedirect("https://" + request.getServerName() + ":" + System.getenv("OPTIONAL_PORT") + "/index.jsp");
%>
