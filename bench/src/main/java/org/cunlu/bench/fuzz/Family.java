package org.cunlu.bench.fuzz;

import java.util.List;
import java.util.Locale;

/** Kinds of requests, named after what is done to a good one. */
enum Family {
    POSITIVE,
    MISSING,
    NULL,
    WRONG_TYPE,
    NOT_TEXT,
    BOUNDARY,
    OVERLONG,
    NUMBER,
    UNICODE,
    SQL,
    SEARCH_QUERY,
    SCRIPT,
    TEMPLATE,
    LINE_BREAK,
    PATH,
    LOOKUP,
    MASS_ASSIGNMENT,
    DUPLICATE_KEY,
    DUPLICATE_PARAMETER,
    DEEP,
    MALFORMED,
    TRAILING,
    CONTENT_TYPE,
    HEADER,
    METHOD,
    NO_AUTH,
    BAD_AUTH,
    OTHER_ROLE,
    AFTER_DELETE,
    OTHER_PARENT,
    OTHER_TENANT;

    /** Those that change a good request's data. */
    static final List<Family> SPOILING = List.of(values()).subList(MISSING.ordinal(), METHOD.ordinal());

    /** @return as it is written in findings and in the list of what is allowed */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
