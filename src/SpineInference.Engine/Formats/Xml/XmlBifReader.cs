namespace SpineInference.Engine.Formats;

/// <summary>Reads networks in XMLBIF, version 0.3.</summary>
/// <remarks>
/// <para>A table lists, for each configuration of the GIVEN variables (the last fastest), the states of the FOR variable. Rows are
/// normalised and reported as by <see cref="BifReader"/>; properties are passed over; decision and utility variables are refused.</para>
/// <para>The dialects of UnBBayes, whose root is <c>BIF</c> in its own namespace or <c>XMLBIF</c>, are told by their content and read too; there
/// the first parent is fastest.</para>
/// <para>The document type most files carry is passed over unread; no entity is expanded and nothing outside the file is opened.</para>
/// <para>Source: F. G. Cozman 1998, <i>The interchange format for Bayesian networks</i>, XMLBIF 0.3.</para>
/// </remarks>
internal static class XmlBifReader
{
    /// <summary>Reads a stream to its end.</summary>
    public static NetworkFile Read(Stream stream, string path, NetworkReaderOptions options) =>
        Read(NetworkText.LoadBytes(stream, path, options.Limits), path, options);

    private static NetworkFile Read(byte[] bytes, string path, NetworkReaderOptions options)
    {
        var assembler = new NetworkAssembler(path, options);
        XmlTree? root = XmlTree.Parse(bytes, ["PROPERTY"], assembler);
        assembler.Faults.ThrowIfAny();
        string name = ReadRoot(root!, assembler);
        return assembler.Build(name, options.EffectiveSampleSize);
    }

    private static string ReadRoot(XmlTree root, NetworkAssembler assembler)
    {
        FaultList faults = assembler.Faults;
        if (UnBBayesXml.IsRoot(root))
        {
            return UnBBayesXml.Read(root, assembler);
        }

        if (root.Name != "BIF")
        {
            faults.Add(root.Position, $"got <{NetworkAssembler.Shorten(root.Name)}>; expected <BIF>, the root of XMLBIF 0.3.");
            return "";
        }

        if (root.Attributes.TryGetValue("VERSION", out string? version) && version != "0.3")
        {
            faults.Add(root.Position, $"got XMLBIF version '{NetworkAssembler.Shorten(version)}'; expected 0.3.");
        }

        if (root.Child("NETWORK", faults, required: true) is not { } network)
        {
            return "";
        }

        RefuseOthers(root, faults, "NETWORK");
        RefuseOthers(network, faults, "NAME", "VARIABLE", "DEFINITION");
        foreach (XmlTree element in network.Children.Where(static c => c.Name == "VARIABLE"))
        {
            ReadVariable(element, assembler);
        }

        foreach (XmlTree element in network.Children.Where(static c => c.Name == "DEFINITION"))
        {
            ReadDefinition(element, assembler);
        }

        return network.Child("NAME", faults, required: false)?.Text ?? "";
    }

    private static void ReadVariable(XmlTree element, NetworkAssembler assembler)
    {
        FaultList faults = assembler.Faults;
        RefuseOthers(element, faults, "NAME", "OUTCOME");
        if (element.Child("NAME", faults, required: true) is not { } name)
        {
            return;
        }

        if (element.Attributes.TryGetValue("TYPE", out string? type) && !type.Equals("nature", StringComparison.OrdinalIgnoreCase))
        {
            assembler.Refuse(name.Text, element.Position, NodeKinds.Refusal(type.ToLowerInvariant(), name.Text));
            return;
        }

        if (assembler.AddVariable(name.Text, name.Position) is not { } variable)
        {
            return;
        }

        foreach (XmlTree outcome in element.Children.Where(static c => c.Name == "OUTCOME"))
        {
            assembler.AddState(variable, outcome.Text, outcome.Position);
        }

        if (variable.States.Count == 0)
        {
            faults.Add(element.Position, $"variable '{NetworkAssembler.Shorten(name.Text)}' has no <OUTCOME>; expected one for each state.");
        }
    }

    private static void ReadDefinition(XmlTree element, NetworkAssembler assembler)
    {
        FaultList faults = assembler.Faults;
        RefuseOthers(element, faults, "FOR", "GIVEN", "TABLE");
        XmlTree? childElement = element.Child("FOR", faults, required: true);
        VariableDraft? child = childElement is null ? null : assembler.Find(childElement.Text, childElement.Position);
        if (child is { IsRefused: true })
        {
            return;
        }

        XmlTree? tableElement = element.Child("TABLE", faults, required: true);
        var parents = new List<VariableDraft>();
        int given = 0;
        foreach (XmlTree parentElement in element.Children.Where(static c => c.Name == "GIVEN"))
        {
            given++;
            if (assembler.Find(parentElement.Text, parentElement.Position) is { } parent)
            {
                parents.Add(parent);
            }
        }

        if (child is null || tableElement is null || parents.Count < given)
        {
            child?.Distribution ??= new UnresolvedDraft(child, element.Position);
        }
        else
        {
            assembler.AddTable(child, parents, element.Position)?.SetAll(tableElement.Text, tableElement.Position, "the table", faults);
        }
    }

    private static void RefuseOthers(XmlTree element, FaultList faults, params ReadOnlySpan<string> known)
    {
        foreach (XmlTree child in element.Children)
        {
            if (!known.Contains(child.Name))
            {
                faults.Add(child.Position, $"<{element.Name}> has a <{NetworkAssembler.Shorten(child.Name)}>; expected {string.Join(", ", known.ToArray().Select(static n => $"<{n}>"))} or <PROPERTY>.");
            }
        }
    }
}
