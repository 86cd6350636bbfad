package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import java.util.Set;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.NodeProfile.Service;

/** What a file says of a node's profile. Of what it leaves blank it says nothing: that stays as it was. */
record ProfileCells(
        @Nullable String gln,
        @Nullable Set<Service> services,
        @Nullable Integer parcelsMax,
        @Nullable Long volumeMaxCm3,
        @Nullable Integer stars,
        @Nullable Boolean enabled,
        @Nullable Boolean openToUsers,
        @Nullable Boolean reachableByVehicle,
        @Nullable Boolean dispatchable) {

    static ProfileCells of(CsvRow row) {
        String gln = row.cell("gln").orElse(null);
        if (gln != null && !NodeProfile.glnFits(gln)) {
            row.fault("gln", "gln-invalid", "GLN 应为 13 位数字，末位为校验位 · A GLN is 13 digits, the last a check digit");
        }
        Long parcels = number(row, "capacity_parcels", NodeProfile.PARCELS_MAX);
        Long stars = number(row, "stars", NodeProfile.STARS_MAX);
        return new ProfileCells(
                gln,
                row.cell("services").isEmpty() ? null : Names.of(row, "services", Service.class),
                parcels == null ? null : parcels.intValue(),
                number(row, "capacity_cm3", NodeProfile.VOLUME_MAX_CM3),
                stars == null ? null : stars.intValue(),
                flag(row, "enabled"),
                flag(row, "open_to_users"),
                flag(row, "reachable_by_vehicle"),
                flag(row, "dispatchable"));
    }

    NodeProfile over(NodeProfile known) {
        return new NodeProfile(
                or(gln, known.gln()),
                or(services, known.services()),
                or(parcelsMax, known.parcelsMax()),
                or(volumeMaxCm3, known.volumeMaxCm3()),
                or(stars, known.stars()),
                or(enabled, known.enabled()),
                or(openToUsers, known.openToUsers()),
                or(reachableByVehicle, known.reachableByVehicle()),
                or(dispatchable, known.dispatchable()));
    }

    private static <T> T or(@Nullable T said, T known) {
        return said == null ? known : said;
    }

    @Nullable
    private static Long number(CsvRow row, String column, long max) {
        return row.cell(column).isEmpty() ? null : (Long) row.number(column, 1, max);
    }

    @Nullable
    private static Boolean flag(CsvRow row, String column) {
        return row.cell(column).isEmpty() ? null : (Boolean) row.flag(column);
    }
}
