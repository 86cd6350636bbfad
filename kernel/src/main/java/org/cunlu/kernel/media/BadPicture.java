package org.cunlu.kernel.media;

/** A file that is not what its first bytes promise. Never leaves this package. */
class BadPicture extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadPicture(String why) {
        super(why, null, false, false);
    }
}
