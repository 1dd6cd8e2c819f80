using System.Collections.Immutable;
using System.Text.Json;

namespace SpineInference.Engine.Formats;

/// <summary>Reads a model file, strictly: every field known, every reference resolved, all faults together.</summary>
internal sealed class JsonModelReader
{
    private readonly NetworkAssembler _assembler;
    private readonly StrictJsonReader _reader;
    private readonly JsonRowList _rows;
    private readonly ImmutableDictionary<string, TextPosition>.Builder _provenancePlaces =
        ImmutableDictionary.CreateBuilder<string, TextPosition>(StringComparer.Ordinal);

    private JsonModelReader(NetworkAssembler assembler, StrictJsonReader reader)
    {
        _assembler = assembler;
        _reader = reader;
        _rows = new JsonRowList(assembler, reader);
    }

    private FaultList Faults => _assembler.Faults;

    public static JsonModel Read(byte[] bytes, string path, FormatLimits limits)
    {
        var assembler = new NetworkAssembler(path, limits);
        var reader = new StrictJsonReader(path, bytes, assembler.Faults.Add, limits) { KeepsNumbersTogether = true };
        LocatedJson? root = reader.Parse();
        assembler.Faults.ThrowIfAny();
        return new JsonModelReader(assembler, reader).Read(root!);
    }

    private JsonModel Read(LocatedJson root)
    {
        var fields = _reader.ObjectFields(root, "a model file", "format", "version", "name", "provenance", "variables", "rows", "distributions");
        if (fields is null || !IsOurs(fields, root))
        {
            throw Faults.ToException();
        }

        string name = _reader.Take(fields, "name", root, JsonValueKind.String)?.Text ?? "";
        ImmutableSortedDictionary<string, string> provenance = ReadProvenance(fields);
        IReadOnlyList<LocatedJson>? variables = TakeObjects(fields, root, "variables");
        for (int i = 0; i < variables?.Count && !Faults.IsFull; i++)
        {
            ReadVariable(variables[i], $"$.variables[{i}]");
        }

        IReadOnlyList<LocatedJson>? rows = TakeObjects(fields, root, "rows");
        for (int i = 0; i < rows?.Count && !Faults.IsFull; i++)
        {
            _rows.Read(rows[i], $"$.rows[{i}]");
        }

        IReadOnlyList<LocatedJson>? distributions = TakeObjects(fields, root, "distributions");
        for (int i = 0; i < distributions?.Count && !Faults.IsFull; i++)
        {
            ReadDistribution(distributions[i], $"$.distributions[{i}]");
        }

        NetworkFile file = _assembler.Build(name, effectiveSampleSize: double.NaN, _rows);
        return new JsonModel(file.Network, provenance, _rows.Bases, file.Warnings, _provenancePlaces.ToImmutable());
    }

    // A file of another format or version is told apart at once: its other faults would mean nothing.
    private bool IsOurs(Dictionary<string, LocatedJson> fields, LocatedJson root)
    {
        LocatedJson? format = _reader.Take(fields, "format", root, JsonValueKind.String);
        LocatedJson? version = _reader.Take(fields, "version", root, JsonValueKind.Number);
        if (format is not null && format.Text != JsonModel.FormatId)
        {
            _reader.AddFault(format, $"Field 'format': got {format.Describe()}; expected '{JsonModel.FormatId}'.");
            return false;
        }

        if (version is not null && version.Number != JsonModel.FormatVersion)
        {
            _reader.AddFault(version, $"Field 'version': got {version.Describe()}; this library reads version {JsonModel.FormatVersion}.");
            return false;
        }

        return format is not null && version is not null;
    }

    private IReadOnlyList<LocatedJson>? TakeObjects(Dictionary<string, LocatedJson> fields, LocatedJson root, string name)
    {
        LocatedJson? list = _reader.Take(fields, name, root, JsonValueKind.Array);
        if (list?.Numbers is { Count: > 0 })
        {
            _reader.AddFault(list, $"Field '{name}': got numbers; expected objects.");
        }

        return list?.Items;
    }

    private ImmutableSortedDictionary<string, string> ReadProvenance(Dictionary<string, LocatedJson> fields)
    {
        var entries = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach ((string key, LocatedJson value) in _reader.TakeOptional(fields, "provenance", JsonValueKind.Object)?.Members ?? [])
        {
            if (value.Kind != JsonValueKind.String)
            {
                _reader.AddFault(value, $"'{NetworkAssembler.Shorten(key)}' in 'provenance': got {value.Describe()}; expected a text.");
            }
            else if (!entries.TryAdd(key, value.Text))
            {
                _reader.AddFault(value, $"'{NetworkAssembler.Shorten(key)}' stands twice in 'provenance'.");
            }

            _provenancePlaces[key] = value.Position;
        }

        return entries.ToImmutable();
    }

    private void ReadVariable(LocatedJson value, string path)
    {
        if (_reader.ObjectFields(value, path, "name", "states") is not { } fields)
        {
            return;
        }

        LocatedJson? name = _reader.Take(fields, "name", value, JsonValueKind.String);
        var states = _reader.TakeTexts(fields, "states", value);
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
            _reader.AddFault(value, $"{path}.states: the list is empty; expected at least one state.");
        }
    }

    private void ReadDistribution(LocatedJson value, string path)
    {
        if (_reader.ObjectFields(value, path, "variable", "parents", "rows", "noisyMax") is not { } fields)
        {
            return;
        }

        LocatedJson? name = _reader.Take(fields, "variable", value, JsonValueKind.String);
        var parentNames = _reader.TakeTexts(fields, "parents", value);
        if (fields.ContainsKey("rows") == fields.ContainsKey("noisyMax"))
        {
            _reader.AddFault(value, $"{path}: expected either 'rows' or 'noisyMax'.");
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
        if (fields.ContainsKey("rows") && _reader.TakeTexts(fields, "rows", value) is { } ids)
        {
            draft.Rows = _rows.Resolve(ids, child, draft.ConfigurationCount, value.Position, $"{path}.rows");
        }
        else if (_reader.TakeOptional(fields, "noisyMax", JsonValueKind.Array) is { } list)
        {
            ReadContributors(draft, list, $"{path}.noisyMax");
        }
    }

    private void ReadContributors(SharedRowsDraft draft, LocatedJson list, string path)
    {
        draft.Contributors = [];
        if (list.Items.Count > _assembler.Limits.Parents + 1)
        {
            _reader.AddFault(list, $"{path}: {list.Items.Count} contributors; the limit is {_assembler.Limits.Parents + 1} (FormatLimits.Parents, and a leak).");
            return;
        }

        for (int i = 0; i < list.Items.Count && !Faults.IsFull; i++)
        {
            string itemPath = $"{path}[{i}]";
            if (_reader.ObjectFields(list.Items[i], itemPath, "parents", "rows") is not { } fields)
            {
                continue;
            }

            var parents = _reader.TakeTexts(fields, "parents", list.Items[i]);
            var ids = _reader.TakeTexts(fields, "rows", list.Items[i], allowNull: true);
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
            _reader.AddFault(list, $"{path}: got numbers; expected objects.");
        }
    }
}
