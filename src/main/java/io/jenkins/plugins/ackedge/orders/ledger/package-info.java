/** Every order of this controller, for administrators and auditors: a page, its filter, CSV and JSON. */
package io.jenkins.plugins.ackedge.orders.ledger;
