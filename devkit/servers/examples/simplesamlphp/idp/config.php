<?php

// What differs from the configuration that SimpleSAMLphp brings along.
$config = [
    'baseurlpath' => 'simplesaml/',
    'metadatadir' => __DIR__ . '/metadata/',
    'certdir' => getenv('SAML_KEYS') . '/',
    'datadir' => getenv('SAML_STATE') . '/',
    'loggingdir' => getenv('SAML_STATE') . '/',
    'tempdir' => getenv('SAML_STATE') . '/tmp-idp',
    'logging.handler' => 'errorlog',
    'logging.level' => SimpleSAML\Logger::WARNING,
    'timezone' => 'Europe/Rome',
    'technicalcontact_email' => 'portale@prova.example',
    'secretsalt' => getenv('SAML_SALT'),
    'auth.adminpassword' => getenv('SAML_SALT'),
    'store.type' => 'phpsession',
    'session.phpsession.savepath' => getenv('SAML_STATE'),
    'session.phpsession.cookiename' => 'sessione-idp',
    'session.authtoken.cookiename' => 'gettone-idp',
    // The identity provider's answer comes by a form from another site: without None the browser would leave out the cookie.
    'session.cookie.secure' => true,
    'session.cookie.samesite' => 'None',
    'language.default' => 'it',
    'enable.saml20-idp' => true,
    'module.enable' => ['core' => true, 'saml' => true, 'authX509' => true],
];
