<?php

$config = [
    'redirect' => ['saml:SP', 'idp' => getenv('IDP_PATH_ORIGIN') . '/simplesaml/saml2/idp/metadata.php'],
    'post' => ['saml:SP', 'idp' => getenv('IDP_OPTIONAL_ORIGIN') . '/simplesaml/saml2/idp/metadata.php'],
    'admin' => ['core:AdminPassword'],
];
