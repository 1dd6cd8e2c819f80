namespace SpineInference.Engine.Formats;

/// <summary>One node of an XDSL file: its element, its variable, and the ids the file knows its states by.</summary>
internal sealed class XdslNode
{
    /// <summary>Where an id of XDSL (letters, digits, underscores) could not hold a name, the name stands in a property of this id.</summary>
    public const string NameProperty = "spineinference_name";

    /// <summary>As <see cref="NameProperty"/>, followed by a state's id.</summary>
    public const string StateNameProperty = "spineinference_state_";

    public XdslNode(XmlTree element, string id, VariableDraft variable)
    {
        Element = element;
        Id = id;
        Variable = variable;
    }

    public XmlTree Element { get; }

    public string Id { get; }

    public VariableDraft Variable { get; }

    /// <summary>The network's index of a state by its id in the file.</summary>
    public Dictionary<string, int> StateIds { get; } = new(StringComparer.Ordinal);

    /// <summary>The first state of a noisy-MAX is the neutral one here and the last in XDSL: the order is reversed.</summary>
    public bool IsReversed => Element.Name == "noisymax";

    /// <summary>The network's index of a state for its index in the file, and the other way round.</summary>
    public int Turn(int state) => IsReversed ? Variable.States.Count - 1 - state : state;

    /// <summary>For each configuration of the parents in the order of the file, its number in the network's order.</summary>
    public static int[] Configurations(IReadOnlyList<(int StateCount, bool IsReversed)> parents)
    {
        int[] numbers = [0];
        foreach ((int count, bool isReversed) in parents)
        {
            var next = new int[numbers.Length * count];
            for (int i = 0; i < next.Length; i++)
            {
                int state = i % count;
                next[i] = (numbers[i / count] * count) + (isReversed ? count - 1 - state : state);
            }

            numbers = next;
        }

        return numbers;
    }

    /// <summary>Reads id, name and states; null with a fault where that fails, or where the node is of another kind.</summary>
    public static XdslNode? Read(XmlTree element, NetworkAssembler assembler)
    {
        FaultList faults = assembler.Faults;
        if (element.Name is not ("cpt" or "deterministic" or "noisymax"))
        {
            string name = element.Attributes.GetValueOrDefault("id", "");
            faults.Add(element.Position, $"{NodeKinds.Refusal(element.Name, name)[..^1]} (of XDSL, <cpt>, <deterministic> and <noisymax>).");
            return null;
        }

        if (!element.Attributes.TryGetValue("id", out string? id))
        {
            faults.Add(element.Position, $"<{element.Name}> has no id; expected id=\"…\".");
            return null;
        }

        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (XmlTree property in element.Children.Where(static c => c.Name == "property"))
        {
            properties.TryAdd(property.Attributes.GetValueOrDefault("id", ""), property.Text);
        }

        if (assembler.AddVariable(properties.GetValueOrDefault(NameProperty, id), element.Position) is not { } variable)
        {
            return null;
        }

        var node = new XdslNode(element, id, variable);
        List<XmlTree> states = [.. element.Children.Where(static c => c.Name == "state")];
        for (int i = 0; i < states.Count; i++)
        {
            int turned = node.IsReversed ? states.Count - 1 - i : i;
            string stateId = states[turned].Attributes.GetValueOrDefault("id", "");
            node.StateIds.TryAdd(stateId, i);
            assembler.AddState(variable, properties.GetValueOrDefault(StateNameProperty + stateId, stateId), states[turned].Position);
        }

        if (states.Count == 0)
        {
            faults.Add(element.Position, $"<{element.Name} id=\"{NetworkAssembler.Shorten(id)}\"> has no <state>.");
        }

        return node;
    }
}
