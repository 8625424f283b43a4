using System.Text.Json.Nodes;
using FluenceVm.Tests.Support;
using NJsonSchema;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>The service's own description of generation <c>Cloud</c>, as a judge of requests and responses.</summary>
internal sealed class ResponseContract
{
    public const string Absent = OpenApiFile.WhyAbsent;
    private const string SchemaPrefix = "#/components/schemas/";
    private const string Uuid = "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$";

    private readonly IReadOnlyList<(string Method, string Template, JsonNode Operation)> _operations;
    private readonly HashSet<string> _documented = [];
    private readonly JsonSchema _schemas;

    private ResponseContract(string path)
    {
        var file = JsonNode.Parse(File.ReadAllText(path))!;
        _operations =
        [
            .. from each in file["paths"]!.AsObject()
               where each.Key.StartsWith("/v3/", StringComparison.Ordinal)
               from operation in each.Value!.AsObject()
               select (operation.Key.ToUpperInvariant(), each.Key, operation.Value!),
        ];
        Merge(file, file["components"]!["schemas"]!.AsObject());
        var definitions = new JsonObject();
        foreach (var (name, schema) in file["components"]!["schemas"]!.AsObject())
        {
            definitions[name] = Closed(schema!.DeepClone());
        }
        foreach (var (method, template, operation) in _operations)
        {
            if (Schema(operation["requestBody"]) is { } body)
            {
                definitions[$"{method} {template}"] = Closed(body);
            }
            foreach (var (status, response) in operation["responses"]!.AsObject())
            {
                _documented.Add($"{method} {template} {status}");
                if (Schema(response) is { } schema)
                {
                    definitions[$"{method} {template} {status}"] = Closed(schema);
                }
            }
        }
        _schemas = JsonSchema.FromJsonAsync(new JsonObject { ["definitions"] = definitions }.ToJsonString()).GetAwaiter().GetResult();
    }

    /// <summary>The file; null if it is absent.</summary>
    public static ResponseContract? Shared { get; } = OpenApiFile.Find() is { } path ? new ResponseContract(path) : null;

    /// <summary>Every operation, for example <c>GET /v2/vms</c>.</summary>
    public IReadOnlyList<string> Operations => [.. _operations.Select(each => $"{each.Method} {each.Template}")];

    /// <summary>The operation that a request asks for; null if the file has none.</summary>
    public string? OperationOf(string method, string path) => _operations
        .Where(each => each.Method == method && Matches(each.Template, path))
        .OrderBy(each => each.Template.Count(letter => letter == '{'))
        .Select(each => $"{each.Method} {each.Template}")
        .FirstOrDefault();

    /// <summary>What the file has against a body; empty if nothing.</summary>
    public IReadOnlyList<string> Violations(string operation, string? body) =>
        _schemas.Definitions.TryGetValue(operation, out var schema) ? Validate(schema, body) : [];

    /// <summary>What the file has against a response; empty if nothing.</summary>
    public IReadOnlyList<string> Violations(string operation, int status, string body)
    {
        if (!_documented.Contains($"{operation} {status}"))
        {
            return [$"the status {status} is not documented"];
        }
        if (_schemas.Definitions.TryGetValue($"{operation} {status}", out var schema))
        {
            return Validate(schema, body);
        }
        return body.Length == 0 ? [] : ["there should be no body"];
    }

    private static JsonNode? Schema(JsonNode? holder) => holder?["content"]?["application/json"]?["schema"]?.DeepClone();

    private static bool Matches(string template, string path)
    {
        var (wanted, given) = (template.Split('/'), path.Split('/'));
        return wanted.Length == given.Length && wanted.Zip(given).All(pair => pair.First == pair.Second || pair.First.StartsWith('{'));
    }

    private static IReadOnlyList<string> Validate(JsonSchema schema, string? body)
    {
        try
        {
            return [.. schema.Validate(body ?? string.Empty).Select(error => error.ToString())];
        }
        catch (Newtonsoft.Json.JsonException error)
        {
            return [error.Message];
        }
    }

    /// <summary>Makes one object of the parts of each <c>allOf</c>: closed, no part would allow the members of the others.</summary>
    private static void Merge(JsonNode node, JsonObject schemas)
    {
        if (node is JsonObject schema && schema["allOf"] is JsonArray parts)
        {
            var (required, properties) = (new JsonArray(), new JsonObject());
            foreach (var part in parts.Select(part => Resolved(part!, schemas)))
            {
                part["required"]?.AsArray().ToList().ForEach(name => required.Add(name!.DeepClone()));
                part["properties"]?.AsObject().ToList().ForEach(member => properties.Add(member.Key, member.Value!.DeepClone()));
            }
            schema.Remove("allOf");
            (schema["type"], schema["required"], schema["properties"]) = ("object", required, properties);
        }
        foreach (var child in ChildrenOf(node).OfType<JsonNode>().ToList())
        {
            Merge(child, schemas);
        }
    }

    private static JsonNode Resolved(JsonNode part, JsonObject schemas) =>
        part["$ref"] is { } reference ? schemas[reference.ToString()[SchemaPrefix.Length..]]! : part;

    private static IEnumerable<JsonNode?> ChildrenOf(JsonNode node) => node switch
    {
        JsonObject named => named.Select(member => member.Value),
        JsonArray list => list,
        _ => [],
    };

    /// <summary>A schema whose objects have no other members than those that it names: the file's own leave everything open.</summary>
    private static JsonNode Closed(JsonNode node)
    {
        if (node is JsonArray array)
        {
            foreach (var each in array.OfType<JsonNode>())
            {
                Closed(each);
            }
        }
        if (node is not JsonObject schema)
        {
            return node;
        }
        foreach (var each in schema.Select(member => member.Value).OfType<JsonNode>().ToList())
        {
            Closed(each);
        }
        if (schema["$ref"] is JsonValue reference)
        {
            schema["$ref"] = reference.GetValue<string>().Replace(SchemaPrefix, "#/definitions/", StringComparison.Ordinal);
        }
        if (schema["propertyNames"] is JsonObject names && schema["additionalProperties"] is JsonNode values)
        {
            schema.Remove("propertyNames");
            schema.Remove("additionalProperties");
            if (names["enum"] is JsonArray known)
            {
                var members = known.Select(name => KeyValuePair.Create<string, JsonNode?>(name!.GetValue<string>(), values.DeepClone()));
                schema["properties"] = new JsonObject(members);
            }
            else
            {
                schema["patternProperties"] = new JsonObject { [Uuid] = values.DeepClone() };
            }
            schema["additionalProperties"] = false;
        }
        else if (schema["type"]?.ToString() == "object" && schema["properties"] is JsonObject && schema["additionalProperties"] is null)
        {
            schema["additionalProperties"] = false;
        }
        return schema;
    }
}
