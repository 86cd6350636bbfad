package org.cunlu.app.play;

/** Somebody who calls the API in his own name; signed in again when his token has run out. */
public final class Person {
    private final String name;
    private final String phone;
    private volatile String token;

    public Person(String name, String phone, String token) {
        this.name = name;
        this.phone = phone;
        this.token = token;
    }

    public String name() {
        return name;
    }

    public String phone() {
        return phone;
    }

    public String token() {
        return token;
    }

    void signedInAgain(String newToken) {
        token = newToken;
    }
}
