package io.tapgrid.grid.node;

import java.nio.file.Path;
import org.apache.ignite.configuration.IgniteConfiguration;
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

    public static IgniteConfiguration load(Path springXml, NodeConfig config) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.getBeanFactory().registerSingleton("node", config);
            new XmlBeanDefinitionReader(context).loadBeanDefinitions(new FileSystemResource(springXml));
            context.refresh();
            return context.getBean(IgniteConfiguration.class);
        }
    }
}
