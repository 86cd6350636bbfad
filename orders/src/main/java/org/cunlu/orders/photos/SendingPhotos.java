package org.cunlu.orders.photos;

import jakarta.inject.Singleton;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.media.Picture;
import org.cunlu.kernel.media.PictureLimits;
import org.cunlu.kernel.media.Pictures;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.PhotoUploads;

/** Draws each photo anew, without what a camera wrote into it, and keeps it until something names it. */
@Singleton
class SendingPhotos implements PhotoUploads {
    /** The longest side of what is kept, in pixels. */
    private static final int SIDE_MAX = 1_600;
    /** Photos of one buyer that nothing names. */
    private static final int UNUSED_MAX = 30;

    private final BuyerPhotoTable table;
    private final Pictures pictures;
    private final Ids ids;

    SendingPhotos(BuyerPhotoTable table, Pictures pictures, Ids ids) {
        this.table = table;
        this.pictures = pictures;
        this.ids = ids;
    }

    @Override
    public String send(String accountId, byte[] file) {
        String sent = Picture.sha256(file);
        var before = table.unused(accountId, sent);
        if (before.isPresent()) {
            return before.get();
        }
        if (table.unused(accountId) >= UNUSED_MAX) {
            throw ProblemException.of(429, "too-many-photos", "未用照片太多 · Too many photos that nothing names", null);
        }
        Picture picture = pictures.cleaned(file, PictureLimits.PHOTO, SIDE_MAX);
        String photoId = ids.next();
        table.insert(photoId, accountId, sent, picture);
        return photoId;
    }
}
