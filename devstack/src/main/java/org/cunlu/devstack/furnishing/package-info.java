/** Tables for rooms of tests: made once by the migrations, then copied. */
package org.cunlu.devstack.furnishing;
