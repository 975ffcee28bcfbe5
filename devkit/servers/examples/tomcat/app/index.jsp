<%@ page contentType="text/html; charset=utf-8" %><!doctype html>
<html lang="it">
<title>Portale dimostrativo</title>
<% if (session.getAttribute("CN") == null) { %>
<p data-testid="message">Nessuno è entrato.</p>
<p><a href="accesso.jsp">Entra con la tessera</a></p>
<% } else { %>
<p data-testid="holder-name"><%= session.getAttribute("GN") %> <%= session.getAttribute("SN") %></p>
<p><a data-testid="logout" href="esci.jsp">Esci</a></p>
<% } %>
</html>
