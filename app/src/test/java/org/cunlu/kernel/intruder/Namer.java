package org.cunlu.kernel.intruder;

import org.cunlu.catalog.Offers;
import org.cunlu.kernel.paging.Page;

/** Breaks a wall on purpose: the kernel names a module, and the module uses the kernel. */
public interface Namer {
    Page<Offers> offers();
}
