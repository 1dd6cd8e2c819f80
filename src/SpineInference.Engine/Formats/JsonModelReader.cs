using System.Collections.Immutable;
using System.Text.Json;

namespace SpineInference.Engine.Formats;

/// <summary>Reads a model file, strictly: every field known, every reference resolved, all faults together.</summary>
internal sealed class JsonModelReader
{
    private readonly NetworkAssembler _assembler;
    private readonly JsonRowList _rows;

    private JsonModelReader(NetworkAssembler assembler)
    {
        _assembler = assembler;
        _rows = new JsonRowList(assembler);
    }

    private FaultList Faults => _assembler.Faults;

    public static JsonModel Read(byte[] bytes, string path, FormatLimits limits)
    {
        var assembler = new NetworkAssembler(path, limits);
        JsonTree? root = JsonTree.Parse(bytes, assembler);
        assembler.Faults.ThrowIfAny();
        return new JsonModelReader(assembler).Read(root!);
    }

    private JsonModel Read(JsonTree root)
    {
        var fields = JsonFields.Of(root, "$", Faults, "format", "version", "name", "provenance", "variables", "rows", "distributions");
        if (fields is null || !IsOurs(fields))
        {
            throw Faults.ToException();
        }

        string name = fields.Take("name", JsonTokenType.String)?.Text ?? "";
        ImmutableSortedDictionary<string, string> provenance = ReadProvenance(fields);
        List<JsonTree>? variables = TakeObjects(fields, "variables");
        for (int i = 0; i < variables?.Count && !Faults.IsFull; i++)
        {
            ReadVariable(variables[i], $"$.variables[{i}]");
        }

        List<JsonTree>? rows = TakeObjects(fields, "rows");
        for (int i = 0; i < rows?.Count && !Faults.IsFull; i++)
        {
            _rows.Read(rows[i], $"$.rows[{i}]");
        }

        List<JsonTree>? distributions = TakeObjects(fields, "distributions");
        for (int i = 0; i < distributions?.Count && !Faults.IsFull; i++)
        {
            ReadDistribution(distributions[i], $"$.distributions[{i}]");
        }

        NetworkFile file = _assembler.Build(name, effectiveSampleSize: double.NaN, _rows);
        return new JsonModel(file.Network, provenance, _rows.Bases, file.Warnings);
    }

    // A file of another format or version is told apart at once: its other faults would mean nothing.
    private bool IsOurs(JsonFields fields)
    {
        JsonTree? format = fields.Take("format", JsonTokenType.String);
        JsonTree? version = fields.Take("version", JsonTokenType.Number);
        if (format is not null && format.Text != JsonModel.FormatId)
        {
            Faults.Add(format.Position, $"$.format: got {format.Show()}; expected \"{JsonModel.FormatId}\".");
            return false;
        }

        if (version is not null && version.Number != JsonModel.FormatVersion)
        {
            Faults.Add(version.Position, $"$.version: got {version.Show()}; this library reads version {JsonModel.FormatVersion}.");
            return false;
        }

        return format is not null && version is not null;
    }

    private List<JsonTree>? TakeObjects(JsonFields fields, string name)
    {
        JsonTree? list = fields.Take(name, JsonTokenType.StartArray);
        if (list?.Numbers is { Count: > 0 })
        {
            Faults.Add(list.Position, $"$.{name}: got numbers; expected objects.");
        }

        return list?.Items;
    }

    private ImmutableSortedDictionary<string, string> ReadProvenance(JsonFields fields)
    {
        var entries = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach ((string key, JsonTree value) in fields.TakeOptional("provenance", JsonTokenType.StartObject)?.Members ?? [])
        {
            if (value.Kind != JsonTokenType.String)
            {
                Faults.Add(value.Position, $"$.provenance.{NetworkAssembler.Shorten(key)}: got {value.Show()}; expected a string.");
            }
            else if (!entries.TryAdd(key, value.Text))
            {
                Faults.Add(value.Position, $"$.provenance: field '{NetworkAssembler.Shorten(key)}' stands twice.");
            }
        }

        return entries.ToImmutable();
    }

    private void ReadVariable(JsonTree value, string path)
    {
        if (JsonFields.Of(value, path, Faults, "name", "states") is not { } fields)
        {
            return;
        }

        JsonTree? name = fields.Take("name", JsonTokenType.String);
        var states = fields.TakeStrings("states");
        if (name is null || _assembler.AddVariable(name.Text, name.Position) is not { } variable)
        {
            return;
        }

        foreach ((string? state, TextPosition position) in states ?? [])
        {
            _assembler.AddState(variable, state!, position);
        }

        if (states is { Count: 0 })
        {
            Faults.Add(value.Position, $"{path}.states: the list is empty; expected at least one state.");
        }
    }

    private void ReadDistribution(JsonTree value, string path)
    {
        if (JsonFields.Of(value, path, Faults, "variable", "parents", "rows", "noisyMax") is not { } fields)
        {
            return;
        }

        JsonTree? name = fields.Take("variable", JsonTokenType.String);
        var parentNames = fields.TakeStrings("parents");
        if (fields.Has("rows") == fields.Has("noisyMax"))
        {
            Faults.Add(value.Position, $"{path}: expected either 'rows' or 'noisyMax'.");
        }

        VariableDraft? child = name is null ? null : _assembler.Find(name.Text, name.Position);
        if (child is null)
        {
            return;
        }

        var parents = new List<VariableDraft>();
        foreach ((string? parentName, TextPosition position) in parentNames ?? [])
        {
            if (_assembler.Find(parentName!, position) is { } parent)
            {
                parents.Add(parent);
            }
        }

        if (parents.Count != parentNames?.Count || !_assembler.Admit(child, parents, value.Position))
        {
            child.Distribution ??= new UnresolvedDraft(child, value.Position);
            return;
        }

        ImmutableArray<VariableDraft> drafts = [.. parents];
        var draft = new SharedRowsDraft(child, drafts, value.Position);
        child.Distribution = draft;
        if (fields.Has("rows") && fields.TakeStrings("rows") is { } ids)
        {
            draft.Rows = _rows.Resolve(ids, child, draft.ConfigurationCount, value.Position, $"{path}.rows");
        }
        else if (fields.Has("noisyMax") && fields.Take("noisyMax", JsonTokenType.StartArray) is { } list)
        {
            ReadContributors(draft, list, $"{path}.noisyMax");
        }
    }

    private void ReadContributors(SharedRowsDraft draft, JsonTree list, string path)
    {
        draft.Contributors = [];
        if (list.Items.Count > _assembler.Limits.Parents + 1)
        {
            Faults.Add(list.Position, $"{path}: {list.Items.Count} contributors; the limit is {_assembler.Limits.Parents + 1} (FormatLimits.Parents, and a leak).");
            return;
        }

        for (int i = 0; i < list.Items.Count && !Faults.IsFull; i++)
        {
            string itemPath = $"{path}[{i}]";
            if (JsonFields.Of(list.Items[i], itemPath, Faults, "parents", "rows") is not { } fields)
            {
                continue;
            }

            var parents = fields.TakeStrings("parents");
            var ids = fields.TakeStrings("rows", allowNull: true);
            var positions = new List<int>();
            int configurations = 1;
            foreach ((string? name, TextPosition position) in parents ?? [])
            {
                int at = -1;
                for (int p = 0; p < draft.Parents.Length; p++)
                {
                    at = draft.Parents[p].Name == name ? p : at;
                }

                if (at < 0 || positions.Contains(at))
                {
                    Faults.Add(position, $"{itemPath}.parents: '{NetworkAssembler.Shorten(name!)}' is {(at < 0 ? "no parent" : "named twice as a parent")} of '{draft.Child.Name}'.");
                    continue;
                }

                positions.Add(at);
                configurations *= draft.Parents[at].States.Count;
            }

            if (ids is not null && positions.Count == parents?.Count)
            {
                int[] rows = _rows.Resolve(ids, draft.Child, configurations, list.Items[i].Position, $"{itemPath}.rows");
                draft.Contributors.Add(new(positions, rows));
            }
        }

        if (list.Numbers is { Count: > 0 })
        {
            Faults.Add(list.Position, $"{path}: got numbers; expected objects.");
        }
    }
}
