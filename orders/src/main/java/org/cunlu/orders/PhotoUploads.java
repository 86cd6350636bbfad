package org.cunlu.orders;

import org.cunlu.kernel.problem.ProblemException;

/** Takes photos for what a buyer asks for or writes. */
public interface PhotoUploads {
    /** In bytes, of the file as it is sent. */
    int FILE_MAX = 2 * 1024 * 1024;

    /**
     * Unused for a day it is forgotten. The same again is the same photo.
     * @param file JPEG, PNG or WebP, at most {@value #FILE_MAX} bytes and 20 megapixels
     * @return its id
     * @throws ProblemException 429 {@code too-many-photos}, and those of pictures
     */
    String send(String accountId, byte[] file);
}
