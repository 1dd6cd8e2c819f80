using System.Collections.Immutable;

namespace SpineInference.Engine.Formats;

/// <summary>Reads networks in XDSL, the format of GeNIe and SMILE.</summary>
/// <remarks>
/// <para>Nodes of type <c>cpt</c>, <c>deterministic</c> (functions: their rows are definitions) and <c>noisymax</c> are read, others refused.
/// In XDSL a noisy-MAX has its neutral state last; <see cref="SpineInference.Engine.Networks.NoisyMax"/> has it first, so the states of such a variable come out
/// in reverse order, with their names. Rows are normalised and reported as by <see cref="BifReader"/>; layout, colours and the other
/// properties of GeNIe are passed over.</para>
/// <para>Sources: BayesFusion, <i>SMILE programmer's manual</i>, Noisy-MAX (columns follow the order of strengths, each parent's last
/// column is neutral, the leak is last); F. J. Díez 1993 for the parameterisation.</para>
/// </remarks>
internal static class XdslReader
{
    /// <summary>Reads a stream to its end.</summary>
    public static NetworkFile Read(Stream stream, string path, NetworkReaderOptions options) =>
        Read(NetworkText.LoadBytes(stream, path, options.Limits), path, options);

    private static NetworkFile Read(byte[] bytes, string path, NetworkReaderOptions options)
    {
        var assembler = new NetworkAssembler(path, options);
        XmlTree? root = XmlTree.Parse(bytes, ["textbox", "submodel", "datasource"], assembler);
        assembler.Faults.ThrowIfAny();
        string name = ReadRoot(root!, assembler);
        return assembler.Build(name, options.EffectiveSampleSize);
    }

    private static string ReadRoot(XmlTree root, NetworkAssembler assembler)
    {
        FaultList faults = assembler.Faults;
        if (root.Name != "smile")
        {
            faults.Add(root.Position, $"got <{NetworkAssembler.Shorten(root.Name)}>; expected <smile>, the root of XDSL.");
            return "";
        }

        List<XmlTree> elements = root.Child("nodes", faults, required: true)?.Children ?? [];
        if ((root.Children.Find(static c => c.Name == "dynamic") ?? elements.Find(IsDynamic)) is { } dynamic)
        {
            // Its nodes stand for many: whatever else could be said of them would be untrue.
            faults.Add(dynamic.Position, "the network is dynamic (unrolled over time); only static networks are supported.");
            return "";
        }

        var nodes = new Dictionary<string, XdslNode>(StringComparer.Ordinal);
        var refused = new HashSet<string>(StringComparer.Ordinal);
        foreach (XmlTree element in elements)
        {
            if (XdslNode.Read(element, assembler) is not { } node)
            {
                refused.Add(element.Attributes.GetValueOrDefault("id", ""));
            }
            else if (!nodes.TryAdd(node.Id, node))
            {
                faults.Add(element.Position, $"a second node has the id '{NetworkAssembler.Shorten(node.Id)}'; ids must differ.");
            }
        }

        foreach (XdslNode node in nodes.Values)
        {
            ReadDistribution(node, nodes, refused, assembler);
        }

        XmlTree? genie = root.Child("extensions", faults, required: false)?.Children.Find(static c => c.Name == "genie");
        return genie?.Attributes.GetValueOrDefault("name") ?? root.Attributes.GetValueOrDefault("id", "");
    }

    private static bool IsDynamic(XmlTree node) => node.Attributes.TryGetValue("dynamic", out string? value) && value is not ("none" or "");

    private static void ReadDistribution(XdslNode node, Dictionary<string, XdslNode> nodes, HashSet<string> refused, NetworkAssembler assembler)
    {
        FaultList faults = assembler.Faults;
        (string content, string what) = node.Element.Name switch
        {
            "cpt" => ("probabilities", "the table"),
            "deterministic" => ("resultingstates", "the function"),
            _ => ("parameters", "the noisy-MAX"),
        };
        XmlTree? values = node.Element.Child(content, faults, required: true);
        var parents = new List<XdslNode>();
        bool known = true;
        if (node.Element.Child("parents", faults, required: false) is { } list)
        {
            foreach (string id in FormatNumber.Words(list.Text))
            {
                if (nodes.TryGetValue(id, out XdslNode? parent))
                {
                    parents.Add(parent);
                }
                else if (refused.Contains(id))
                {
                    known = false;
                }
                else if (!faults.IsFull)
                {
                    known = false;
                    faults.Add(list.Position, $"node '{NetworkAssembler.Shorten(id)}', a parent of '{node.Id}', does not exist.{NameSuggestion.For(id, nodes.Keys)}");
                }
            }
        }

        ImmutableArray<VariableDraft> variables = [.. parents.Select(static p => p.Variable)];
        if (values is null || !known || !assembler.Admit(node.Variable, variables, node.Element.Position))
        {
            node.Variable.Distribution ??= new UnresolvedDraft(node.Variable, node.Element.Position);
        }
        else if (node.IsReversed)
        {
            node.Variable.Distribution = XdslNoisyMax.Read(node, parents, values, faults);
        }
        else
        {
            var table = new TableDraft(node.Variable, variables, node.Element.Position);
            node.Variable.Distribution = table;
            FillTable(table, node, parents, values, what, faults);
        }
    }

    private static void FillTable(
        TableDraft table, XdslNode node, List<XdslNode> parents, XmlTree values, string what, FaultList faults)
    {
        if (node.Element.Name == "deterministic")
        {
            table.IsDefinition = true;
            FillFunction(table, node, values, faults);
        }
        else
        {
            table.SetAll(values.Text, values.Position, what, faults);
        }

        if (parents.Exists(static p => p.IsReversed))
        {
            table.Reorder(XdslNode.Configurations([.. parents.Select(static p => (p.Variable.States.Count, p.IsReversed))]));
        }
    }

    private static void FillFunction(TableDraft table, XdslNode node, XmlTree values, FaultList faults)
    {
        int configuration = 0;
        foreach (string id in FormatNumber.Words(values.Text))
        {
            if (!node.StateIds.TryGetValue(id, out int state))
            {
                faults.Add(values.Position, $"'{NetworkAssembler.Shorten(id)}' is no state of node '{node.Id}'.{NameSuggestion.For(id, node.StateIds.Keys)}");
                if (faults.IsFull)
                {
                    return;
                }
            }

            if (configuration < table.ConfigurationCount)
            {
                table.Row(configuration).Clear();
                table.Row(configuration)[state] = 1;
                table.SetRow(configuration, table.Row(configuration), values.Position);
            }

            configuration++;
        }

        if (configuration != table.ConfigurationCount)
        {
            faults.Add(values.Position, $"the function of '{node.Id}' names {configuration} state(s); expected {table.ConfigurationCount}, one for each configuration of its parents.");
        }
    }
}
