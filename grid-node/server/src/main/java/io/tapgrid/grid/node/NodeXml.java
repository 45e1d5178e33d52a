package io.tapgrid.grid.node;

import io.tapgrid.gridapi.tls.ClusterTls;
import java.nio.file.Path;
import javax.cache.configuration.Factory;
import javax.net.ssl.SSLContext;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.xml.XmlBeanDefinitionReader;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.FileSystemResource;

/** Reads the Spring XML of a node, in whose expressions the bean {@code node} is the {@link NodeConfig}. */
public final class NodeXml {
    /** Node attribute with the {@code host:port} of a server's discovery. */
    public static final String ADDRESS_ATTRIBUTE = "tapgrid.address";

    private NodeXml() {}

    /** Where this node's discovery listens, as it stands in the list of the cluster's addresses. */
    public static String address(NodeConfig config) {
        return config.cluster().addresses().get(config.index() - 1);
    }

    /** What discovery and communication show and trust. */
    public static @Nullable Factory<SSLContext> tls(NodeConfig config) {
        return config.network().tls().map(ClusterTls::member).orElse(null);
    }

    public static IgniteConfiguration load(Path springXml, NodeConfig config) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.getBeanFactory().registerSingleton("node", config);
            new XmlBeanDefinitionReader(context).loadBeanDefinitions(new FileSystemResource(springXml));
            context.refresh();
            return context.getBean(IgniteConfiguration.class);
        }
    }
}
