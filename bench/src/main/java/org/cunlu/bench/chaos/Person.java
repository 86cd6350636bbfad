package org.cunlu.bench.chaos;

import org.cunlu.bench.calling.Newcomers;

/** Somebody who calls in his own name, with a password to come in again. */
final class Person {
    static final String PASSWORD = "cunlu-demo-2026";

    private final String id;
    private final String phone;
    private volatile String token;

    Person(String id, String phone, String token) {
        this.id = id;
        this.phone = phone;
        this.token = token;
    }

    static Person of(Newcomers.Newcomer newcomer) {
        return new Person(
                newcomer.tokens().get("accountId").getStringValue(),
                newcomer.phone(),
                newcomer.tokens().get("accessToken").getStringValue());
    }

    String id() {
        return id;
    }

    String phone() {
        return phone;
    }

    String token() {
        return token;
    }

    void signedInAgain(String fresh) {
        token = fresh;
    }
}
