package org.cunlu.orders.util;

/** Breaks a wall on purpose: a room without a business name. */
public interface Intruder {}
