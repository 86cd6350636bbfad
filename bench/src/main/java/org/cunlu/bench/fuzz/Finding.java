package org.cunlu.bench.fuzz;

/**
 * What did not hold, and of all like it the first.
 * @param operation such as {@code GET /api/shop/offers}
 * @param number of the request in its run
 * @param again a command line that sends the request once more
 */
record Finding(String operation, Check check, Family family, String what, long number, String again) {
    String key() {
        return operation + " " + check.word() + " " + family.word();
    }
}
