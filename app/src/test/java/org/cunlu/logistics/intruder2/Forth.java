package org.cunlu.logistics.intruder2;

import org.cunlu.logistics.intruder.Circle;

/** The other half of a planted circle between two features. */
public interface Forth {
    Circle back();
}
