using System.Globalization;

namespace SpineInference.Engine.Formats;

/// <summary>The XML dialects of UnBBayes: its first, of capitals under <c>BIF</c>, and those numbered 0.5 to 0.7 under <c>XMLBIF</c>.</summary>
/// <remarks>In both a table lists the child's states for each configuration of the parents, the first parent fastest. Layout, hierarchy and
/// descriptions are passed over. Source: the examples and readers of UnBBayes (unbbayes.sourceforge.net).</remarks>
internal static class UnBBayesXml
{
    public static bool IsRoot(XmlTree root) =>
        root.Name == "XMLBIF" || (root.Name == "BIF" && root.Children.Find(static c => c.Name == "NETWORK") is { } network
            && network.Children.Exists(static c => c.Name == "VARIABLES"));

    public static string Read(XmlTree root, NetworkAssembler assembler)
    {
        FaultList faults = assembler.Faults;
        Words words = root.Name == "BIF" ? Words.First : Words.Later;
        if (root.Child(words.Network, faults, required: true) is not { } network
            || network.Child(words.Variables, faults, required: true) is not { } variables)
        {
            return "";
        }

        foreach (XmlTree element in variables.Children)
        {
            ReadVariable(element, words, assembler);
        }

        foreach (XmlTree element in network.Child(words.Distributions, faults, required: true)?.Children ?? [])
        {
            if (element.Name == words.Distribution)
            {
                ReadDistribution(element, words, assembler);
            }
        }

        return root.Child(words.Header, faults, required: false)?.Child(words.Name, faults, required: false)?.Text ?? "";
    }

    private static void ReadVariable(XmlTree element, Words words, NetworkAssembler assembler)
    {
        if (!element.Attributes.TryGetValue(words.Name, out string? name))
        {
            assembler.Faults.Add(element.Position, $"<{NetworkAssembler.Shorten(element.Name)}> has no name; expected {words.Name}=\"…\".");
            return;
        }

        string type = element.Attributes.GetValueOrDefault(words.Type, element.Name);
        if (element.Name != words.Variable || !type.StartsWith("discrete", StringComparison.OrdinalIgnoreCase))
        {
            string kind = element.Name != words.Variable ? element.Name.ToLowerInvariant()
                : type.StartsWith("continuous", StringComparison.OrdinalIgnoreCase) ? "continuous"
                : type.ToLowerInvariant();
            assembler.Refuse(name, element.Position, NodeKinds.Refusal(kind, name));
            return;
        }

        if (assembler.AddVariable(name, element.Position) is not { } variable)
        {
            return;
        }

        foreach (XmlTree state in element.Children)
        {
            if (state.Name == words.State)
            {
                assembler.AddState(variable, state.Attributes.GetValueOrDefault(words.Name, state.Text), state.Position);
            }
        }

        if (variable.States.Count == 0)
        {
            assembler.Faults.Add(element.Position, $"variable '{variable.Name}' has no <{words.State}>; expected one for each state.");
        }
    }

    private static void ReadDistribution(XmlTree element, Words words, NetworkAssembler assembler)
    {
        FaultList faults = assembler.Faults;
        if (element.Child(words.Owner, faults, required: true) is not { } owner
            || assembler.Find(owner.Attributes.GetValueOrDefault(words.Name, owner.Text), owner.Position) is not { } child
            || child.IsRefused)
        {
            return;
        }

        var parents = new List<VariableDraft>();
        bool known = true;
        foreach (XmlTree parentElement in Ordered(element.Child(words.Parents, faults, required: false)?.Children ?? []))
        {
            VariableDraft? parent = assembler.Find(parentElement.Attributes.GetValueOrDefault(words.Name, parentElement.Text), parentElement.Position);
            known &= parent is not null;
            parents.Add(parent ?? child);
        }

        XmlTree? values = element.Child(words.Table, faults, required: true);
        if (!known || values is null || assembler.AddTable(child, parents, element.Position) is not { } table)
        {
            child.Distribution ??= new UnresolvedDraft(child, element.Position);
            return;
        }

        List<XmlTree> entries = element.Name == Words.Later.Distribution ? Ordered(values.Children) : values.Children;
        table.SetAll(string.Join(' ', entries.Select(static e => e.Text)), values.Position, "the table", faults);
        table.Reorder(FirstFastest(parents));
    }

    // Where an index stands, it counts and not the order of the file.
    private static List<XmlTree> Ordered(List<XmlTree> elements) =>
        [.. elements.OrderBy(static e => int.TryParse(e.Attributes.GetValueOrDefault("index"), NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : int.MaxValue)];

    // For each configuration as the file counts them, the first parent fastest, its number with the last fastest.
    private static int[] FirstFastest(List<VariableDraft> parents)
    {
        int count = parents.Aggregate(1, static (product, parent) => product * parent.States.Count);
        var configurations = new int[count];
        for (int c = 0; c < count; c++)
        {
            int rest = c;
            int stride = count;
            foreach (VariableDraft parent in parents)
            {
                stride /= parent.States.Count;
                configurations[c] += rest % parent.States.Count * stride;
                rest /= parent.States.Count;
            }
        }

        return configurations;
    }

    private sealed record Words(
        string Header,
        string Name,
        string Network,
        string Variables,
        string Variable,
        string Type,
        string State,
        string Distributions,
        string Distribution,
        string Owner,
        string Parents,
        string Table)
    {
        public static Words First { get; } = new(
            "HEADER", "NAME", "NETWORK", "VARIABLES", "VAR", "TYPE", "STATENAME", "POTENTIAL", "POT", "PRIVATE", "CONDSET", "DPIS");

        public static Words Later { get; } = new(
            "header", "name", "network", "variables", "variable", "type", "state", "conditionalDistributionSet", "conditionalDistribution", "owner", "parents", "CPT");
    }
}
