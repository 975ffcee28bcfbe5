<?php

require_once __DIR__ . '/CardCertificate.php';

$config = [
    'tessera' => ['CardCertificate'],
    'admin' => ['core:AdminPassword'],
];
