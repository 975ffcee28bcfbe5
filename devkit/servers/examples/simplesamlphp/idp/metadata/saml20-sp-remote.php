<?php

// The service, with one name for each of its ways to log in.
foreach (['redirect', 'post'] as $source) {
    $base = getenv('SP_ORIGIN') . '/simplesaml/module.php/saml/sp';
    $metadata["$base/metadata.php/$source"] = [
        'AssertionConsumerService' => "$base/saml2-acs.php/$source",
        'SingleLogoutService' => "$base/saml2-logout.php/$source",
    ];
}
