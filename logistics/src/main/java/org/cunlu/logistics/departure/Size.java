package org.cunlu.logistics.departure;

import org.cunlu.logistics.Load;

/** How much of a departure. Negative when it is given back. */
record Size(long grams, long cm3, long pieces) {
    static final Size NONE = new Size(0, 0, 0);

    static Size of(Load load) {
        return new Size(load.weightGrams(), load.volumeCm3(), load.pieces());
    }

    Size plus(Size other) {
        return new Size(grams + other.grams, cm3 + other.cm3, pieces + other.pieces);
    }

    Size minus() {
        return new Size(-grams, -cm3, -pieces);
    }

    boolean none() {
        return grams == 0 && cm3 == 0 && pieces == 0;
    }

    /** @return whether it takes nothing more of anything */
    boolean givesBack() {
        return grams <= 0 && cm3 <= 0 && pieces <= 0;
    }
}
