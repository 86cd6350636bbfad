package org.cunlu.bench.fuzz;

import java.util.Locale;

/** What every answer is held against, by the names that Schemathesis and RESTler gave. */
enum Check {
    NO_5XX,
    STATUS_DOCUMENTED,
    CONTENT_TYPE_DOCUMENTED,
    SCHEMA_CONFORMANCE,
    NEGATIVE_REFUSED,
    POSITIVE_ACCEPTED,
    USE_AFTER_FREE,
    RESOURCE_HIERARCHY,
    OTHER_TENANT,
    MASS_ASSIGNMENT,
    LEAKAGE,
    UNSUPPORTED_METHOD,
    MISSING_AUTH,
    IGNORED_AUTH,
    SECURITY_HEADERS,
    MAX_RESPONSE_TIME,
    ANSWERED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
