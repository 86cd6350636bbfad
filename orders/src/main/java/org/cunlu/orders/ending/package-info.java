/** Orders that end otherwise than their buyer wished: the parcel came home, is lost for good, or lacks pieces. */
package org.cunlu.orders.ending;
