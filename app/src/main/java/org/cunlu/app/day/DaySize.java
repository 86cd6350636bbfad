package org.cunlu.app.day;

/**
 * How big a day is.
 * @param down parcels from hub or township to villages
 * @param up parcels from villages out of the county
 * @param across parcels from one village to another
 * @param exceptionsPercent of 100 parcels so many meet something that goes wrong
 * @param seed the same seed gives the same demand and the same mishaps
 */
public record DaySize(int down, int up, int across, double exceptionsPercent, long seed) {
    private static final int PARCELS_MAX = 20_000;

    public DaySize {
        boolean fits = down >= 0 && up >= 0 && across >= 0 && down + up + across > 0;
        if (!fits || down > PARCELS_MAX || up > PARCELS_MAX || across > PARCELS_MAX) {
            throw new IllegalArgumentException("parcels of a day: 1 to " + PARCELS_MAX + " each way");
        }
        if (!(exceptionsPercent >= 0 && exceptionsPercent <= 50)) {
            throw new IllegalArgumentException("exceptions: 0 to 50 of 100 parcels");
        }
    }

    public int parcels() {
        return down + up + across;
    }

    int mishaps() {
        return (int) Math.round(parcels() * exceptionsPercent / 100);
    }
}
