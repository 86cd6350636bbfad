package org.cunlu.catalog;

/** Breaks a wall on purpose: code in a module's root. */
public class IntruderInTheRoot {
    @Override
    public String toString() {
        return "code in the root";
    }
}
