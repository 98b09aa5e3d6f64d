/** The kinds of credentials that sign for Alibaba Cloud, and the access keys they give. */
package io.jenkins.plugins.ackedge.credentials;
