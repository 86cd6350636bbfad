package org.cunlu.kernel.trail;

/** The chain of seals that shows when a row of the trail was changed or is missing. Running instances seal by themselves. */
public interface TrailSeals {
    /** Seals all that waits, for a process that looks at data on which no instance runs. */
    void sealAll();
}
