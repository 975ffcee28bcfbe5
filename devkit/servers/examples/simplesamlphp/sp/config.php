<?php

// What differs from the configuration that SimpleSAMLphp brings along.
$config = [
    'baseurlpath' => 'simplesaml/',
    'metadatadir' => __DIR__ . '/metadata/',
    'certdir' => getenv('SAML_KEYS') . '/',
    'datadir' => getenv('SAML_STATE') . '/',
    'loggingdir' => getenv('SAML_STATE') . '/',
    'tempdir' => getenv('SAML_STATE') . '/tmp-sp',
    'logging.handler' => 'errorlog',
    'logging.level' => SimpleSAML\Logger::WARNING,
    'timezone' => 'Europe/Rome',
    'technicalcontact_email' => 'portale@prova.example',
    'secretsalt' => getenv('SAML_SALT'),
    'auth.adminpassword' => getenv('SAML_SALT'),
    'store.type' => 'phpsession',
    'session.phpsession.savepath' => getenv('SAML_STATE'),
    'session.phpsession.cookiename' => 'sessione-sp',
    'session.authtoken.cookiename' => 'gettone-sp',
    // The identity provider's answer comes by a form from another site: without None the browser would leave out the cookie.
    'session.cookie.secure' => true,
    'session.cookie.samesite' => 'None',
    'language.default' => 'it',
    'module.enable' => ['core' => true, 'saml' => true],
];
