package org.cunlu.logistics.proof;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of photos, told to the audit. */
@Factory
class PhotoInvariants {
    @Singleton
    @Named("photos-of-scans")
    Invariant scansNameKeptPhotosOfTheirOwn() {
        return new SqlInvariant(
                "photos of scans and of goods handed in are kept",
                "SELECT (SELECT COUNT(*) FROM log_scan WHERE photo_id IS NOT NULL)"
                        + " + (SELECT COUNT(*) FROM log_drop_off WHERE photo_id IS NOT NULL)",
                """
                SELECT CONCAT('scan ', s.scan_key)
                FROM log_scan s LEFT JOIN log_photo f ON f.photo_id = s.photo_id
                WHERE s.photo_id IS NOT NULL
                  AND (f.photo_id IS NULL OR f.kept = 0 OR f.node_code <> s.node_code OR f.uploaded_by <> s.actor)
                UNION ALL
                SELECT CONCAT('step ', r.device, '/', r.step_id)
                FROM log_run_step r LEFT JOIN log_photo f ON f.photo_id = r.photo_id
                WHERE r.photo_id IS NOT NULL
                  AND (f.photo_id IS NULL OR f.kept = 0 OR f.node_code <> r.node_code OR f.uploaded_by <> r.actor)
                UNION ALL
                SELECT CONCAT('drop-off ', d.drop_off_id)
                FROM log_drop_off d LEFT JOIN log_photo f ON f.photo_id = d.photo_id
                WHERE d.photo_id IS NOT NULL
                  AND (f.photo_id IS NULL OR f.kept = 0 OR f.node_code <> d.node_code OR f.uploaded_by <> d.taken_by)
                """);
    }
}
