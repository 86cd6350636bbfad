package org.cunlu.app.play;

/** Somebody who calls the API in his own name; signed in again when his token has run out. */
public final class Person {
    private final String name;
    private final String phone;
    private final boolean byCode;
    private volatile String token;

    public Person(String name, String phone, String token) {
        this(name, phone, token, false);
    }

    /** @param byCode whether he has no password and signs in by codes */
    Person(String name, String phone, String token, boolean byCode) {
        this.name = name;
        this.phone = phone;
        this.token = token;
        this.byCode = byCode;
    }

    boolean byCode() {
        return byCode;
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
