package org.cunlu.logistics.proof;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.media.Picture;
import org.cunlu.kernel.media.PictureLimits;
import org.cunlu.kernel.media.Pictures;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NumberKind;
import org.cunlu.logistics.ProofPhotos;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.proof.PhotoTable.Photo;
import org.cunlu.logistics.proof.PhotoTable.Seen;
import org.cunlu.logistics.proof.PhotoTable.Shown;

/** Takes photos in, and shows them to who works where they were taken, or is over it. */
@Singleton
class Proving implements ProofPhotos {
    private static final String ACT = "logistics.photo";
    private static final PictureLimits LIMITS = PictureLimits.PHOTO;
    /** The longest side of what is kept, in pixels: a label's small print is still to be read. */
    private static final int SIDE_MAX = 1_600;
    /** Photos of one person that no scan names; a keeper's whole day has fewer. */
    private static final int UNUSED_MAX = 200;

    private final PhotoTable table;
    private final Pictures pictures;
    private final Workplaces workplaces;
    private final Trail trail;
    private final Ids ids;

    Proving(PhotoTable table, Pictures pictures, Workplaces workplaces, Trail trail, Ids ids) {
        this.table = table;
        this.pictures = pictures;
        this.workplaces = workplaces;
        this.trail = trail;
        this.ids = ids;
    }

    @Override
    public String send(Caller caller, String nodeCode, List<Role> roles, byte[] file) {
        return take(caller, nodeCode, roles, file).photoId();
    }

    @Override
    public byte[] jpeg(Caller caller, String photoId, List<Role> roles) {
        return show(caller, photoId, roles).bytes();
    }

    /**
     * Not within a transaction: it is decoded. The same file by the same person for the same node is the same photo.
     * @param roles any one of which he must have at the node
     * @throws ProblemException not found; 429 {@code too-many-photos}; those of {@link Pictures#sizes}
     */
    Photo take(Caller caller, String nodeCode, List<Role> roles, byte[] file) {
        Node node = workplaces.own(caller, nodeCode, ACT, roles);
        String uploader = caller.accountId();
        String sent = Picture.sha256(file);
        var before = again(uploader, node, sent);
        if (before.isPresent()) {
            return before.get();
        }
        if (table.unused(uploader) >= UNUSED_MAX) {
            throw ProblemException.of(
                    429, "too-many-photos", "未用照片太多，请先完成扫描 · Too many photos that no scan names, scan first", null);
        }
        Picture picture = pictures.cleaned(file, LIMITS, SIDE_MAX);
        String photoId = ids.next();
        try {
            table.insert(photoId, node, uploader, sent, picture);
        } catch (RuntimeException e) {
            boolean duplicate = SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false);
            if (!duplicate) {
                throw e;
            }
            return again(uploader, node, sent).orElseThrow(() -> e);
        }
        return new Photo(photoId, node.code(), picture.width(), picture.height(), picture.sha256());
    }

    private Optional<Photo> again(String uploader, Node node, String sent) {
        var before = table.sent(uploader, node.code(), sent);
        before.ifPresent(photo -> table.renew(photo.photoId()));
        return before;
    }

    /** @throws ProblemException not found, also for a photo of somebody else */
    Seen own(Caller caller, String photoId) {
        Seen seen = table.find(photoId).orElseThrow(ProblemException::notFound);
        if (!seen.uploader().equals(caller.accountId())) {
            trail.refused(caller.accountId(), ACT, photoId, "not-found");
            throw ProblemException.notFound();
        }
        return seen;
    }

    /** @return photos of a parcel or bag that the caller took himself */
    List<Shown> ownOf(Caller caller, String number) {
        return all(number).stream()
                .filter(shown -> shown.actor().equals(caller.accountId()))
                .toList();
    }

    /** @throws ProblemException not found, also for who has nothing to do with the node */
    Seen show(Caller caller, String photoId, List<Role> roles) {
        Seen seen = table.find(photoId).orElseThrow(ProblemException::notFound);
        if (!workplaces.covers(caller, seen.photo().node(), roles)) {
            trail.refused(caller.accountId(), ACT, photoId, "not-found");
            throw ProblemException.notFound();
        }
        return seen;
    }

    /** @return photos of a parcel or bag that were taken where the caller has one of the roles */
    List<Shown> of(Caller caller, String number, List<Role> roles) {
        return all(number).stream()
                .filter(shown -> workplaces.covers(caller, shown.node(), roles))
                .toList();
    }

    private List<Shown> all(String number) {
        if (!NumberKind.PARCEL.fits(number) && !NumberKind.BAG.fits(number)) {
            throw ProblemException.invalid("of", "misread", "条码读错，请重新扫描 · The code was misread, scan it again");
        }
        return table.of(number);
    }
}
