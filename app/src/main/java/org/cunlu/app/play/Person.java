package org.cunlu.app.play;

/** Somebody who calls the API in his own name; signed in again when his token has run out. */
final class Person {
    private final String name;
    private final String phone;
    private volatile String token;

    Person(String name, String phone, String token) {
        this.name = name;
        this.phone = phone;
        this.token = token;
    }

    String name() {
        return name;
    }

    String phone() {
        return phone;
    }

    String token() {
        return token;
    }

    void signedInAgain(String newToken) {
        token = newToken;
    }
}
