package org.cunlu.logistics.intruder;

import org.cunlu.logistics.intruder2.Forth;

/** One half of a planted circle between two features. */
public interface Circle {
    Forth forth();
}
