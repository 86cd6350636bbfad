package org.cunlu.orders;

import java.util.regex.Pattern;

/**
 * Somebody who is owed money.
 * @param code of the shop or node, account of the host or person, {@code carrier}
 */
public record Party(Kind kind, String code) implements Comparable<Party> {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,32}");

    /** What he is. */
    public enum Kind {
        SELLER,
        HOST,
        STATION,
        CARRIER,
        /** A person with what he has on his balance; he has no statements. */
        ACCOUNT
    }

    public Party {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("not the code of a party: " + code);
        }
    }

    /** @return such as {@code SELLER:S1} */
    public String text() {
        return kind + ":" + code;
    }

    public static Party of(String text) {
        int colon = text.indexOf(':');
        return new Party(Kind.valueOf(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public int compareTo(Party other) {
        return text().compareTo(other.text());
    }
}
