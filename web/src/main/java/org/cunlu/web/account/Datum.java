package org.cunlu.web.account;

import java.util.List;

/** A piece of what is known of somebody, as a page shows it. */
public sealed interface Datum {
    /** @param text in words; empty for nothing */
    record Text(String text) implements Datum {}

    record Group(List<Entry> entries) implements Datum {}

    /** @param more how many are not shown here */
    record Items(List<Datum> items, int more) implements Datum {}

    /** @param label in words */
    record Entry(String label, Datum value) {}
}
