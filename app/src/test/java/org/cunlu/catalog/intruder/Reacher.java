package org.cunlu.catalog.intruder;

import org.cunlu.logistics.intruder.Circle;

/** Breaks two walls on purpose: uses a module that is not its supplier, and a class below that module's root. */
public interface Reacher {
    Circle circle();
}
