using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FluenceVm.Tests.Support;
using NJsonSchema;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>
/// The published contract of generation Cloud. It is not part of the project: tests that need it are skipped where it is
/// absent.
/// </summary>
internal sealed class RequestContract
{
    private static readonly Lazy<RequestContract?> Loaded = new(() => OpenApiFile.Find() is { } path ? new RequestContract(path) : null);
    private readonly JsonNode _document;
    private readonly List<OpenApiOperation> _operations = [];
    private readonly JsonSchema _schemas;
    private readonly JsonSchema _strictSchemas;

    private RequestContract(string path)
    {
        _document = JsonNode.Parse(File.ReadAllText(path))!;
        var named = new JsonObject();
        foreach (var (route, methods) in _document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                var found = new OpenApiOperation(method.ToUpperInvariant(), route, operation!.AsObject());
                _operations.Add(found);
                foreach (var (name, schema) in found.Schemas())
                {
                    named[name] = schema.DeepClone();
                }
            }
        }
        (_schemas, _strictSchemas) = (Compile(named, strict: false), Compile(named, strict: true));
    }

    /// <summary>The file, or a skipped test that says where it was looked for.</summary>
    public static RequestContract Require()
    {
        Skip.If(Loaded.Value is null, OpenApiFile.WhyAbsent);
        return Loaded.Value!;
    }

    public OpenApiOperation? Match(string method, string path) =>
        _operations.Where(operation => operation.Method == method && operation.Matches(path))
            .OrderBy(operation => operation.Route.Count(letter => letter == '{'))
            .FirstOrDefault();

    /// <summary>Everything about a request that the file doesn't allow.</summary>
    public IReadOnlyList<string> Violations(string method, Uri uri, string? body, params string[] headers)
    {
        if (Match(method, uri.AbsolutePath) is not { } operation)
        {
            return [$"{method} {uri.AbsolutePath} is not an operation of the file"];
        }
        var found = new List<string>();
        foreach (var (name, value) in Values(operation, uri))
        {
            found.AddRange(_strictSchemas.Definitions.TryGetValue(operation.ParameterKey(name), out var schema)
                ? schema.Validate(value).Select(error => $"{operation}: {name}={value}: {error}")
                : [$"{operation} has no parameter '{name}'"]);
        }
        found.AddRange(operation.Required
            .Where(name => Values(operation, uri).All(pair => pair.Name != name) && !headers.Contains(name))
            .Select(name => $"{operation} needs '{name}'"));
        if (operation.BodyKey is { } key)
        {
            found.AddRange(body is null
                ? [$"{operation} needs a body"]
                : _strictSchemas.Definitions[key].Validate(body).Select(error => $"{operation}: {error}"));
        }
        else if (!string.IsNullOrEmpty(body))
        {
            found.Add($"{operation} takes no body");
        }
        return found;
    }

    /// <summary>Everything about a response that the file doesn't allow.</summary>
    public IReadOnlyList<string> Violations(OpenApiOperation operation, int status, string body) =>
        _schemas.Definitions.TryGetValue(operation.ResponseKey(status), out var schema)
            ? [.. schema.Validate(body).Select(error => $"{operation} {status}: {error}")]
            : [$"{operation} has no response {status}"];

    // Brackets are the file's own way to write lists: status[0]=launched.
    private static IEnumerable<(string Name, string Value)> Values(OpenApiOperation operation, Uri uri)
    {
        var lists = new Dictionary<string, JsonArray>();
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var value = Uri.UnescapeDataString(parts[1]);
            var list = Regex.Match(parts[0], @"^(\w+)\[(\d+)\]$");
            if (!list.Success)
            {
                yield return (parts[0], operation.IsText(parts[0]) || !Regex.IsMatch(value, "^([0-9]+|true|false)$")
                    ? JsonValue.Create(value).ToJsonString()
                    : value);
                continue;
            }
            var items = lists.TryGetValue(list.Groups[1].Value, out var known) ? known : lists[list.Groups[1].Value] = [];
            Assert.Equal(items.Count, int.Parse(list.Groups[2].Value, CultureInfo.InvariantCulture));
            items.Add(value);
        }
        foreach (var (name, items) in lists)
        {
            yield return (name, items.ToJsonString());
        }
        foreach (var (name, value) in operation.PathValues(uri.AbsolutePath))
        {
            yield return (name, JsonValue.Create(value).ToJsonString());
        }
    }

    private JsonSchema Compile(JsonObject operations, bool strict)
    {
        var definitions = new JsonObject();
        foreach (var (name, schema) in _document["components"]!["schemas"]!.AsObject().Concat(operations))
        {
            definitions[name] = Prepare(schema!.DeepClone(), strict);
        }
        var text = new JsonObject { ["definitions"] = definitions }
            .ToJsonString()
            .Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
        return JsonSchema.FromJsonAsync(text).GetAwaiter().GetResult();
    }

    // A misspelt optional field of a request would otherwise pass unseen.
    private static JsonNode Prepare(JsonNode schema, bool strict)
    {
        if (schema is JsonObject node)
        {
            if (strict
                && node["properties"] is JsonObject
                && node["additionalProperties"] is null
                && node["required"]?.AsArray().Any(item => item!.ToString() is "type" or "protocolKind") != true)
            {
                node["additionalProperties"] = false;
            }
            foreach (var (name, child) in node.ToArray())
            {
                // What has to match all of several schemas has members that only one of them names.
                _ = child is null ? null : Prepare(child, strict && name != "allOf");
            }
        }
        else if (schema is JsonArray items)
        {
            foreach (var item in items)
            {
                _ = item is null ? null : Prepare(item, strict);
            }
        }
        return schema;
    }
}

/// <summary>An operation of the file.</summary>
internal sealed class OpenApiOperation(string method, string route, JsonObject operation)
{
    private readonly Regex _path = new("^/" + Regex.Replace(route.TrimStart('/'), @"\{(\w+)\}", "(?<$1>[^/]+)") + "$");

    public string Method => method;

    public string Route => route;

    public IEnumerable<string> Required =>
        Parameters.Where(each => each["required"]?.GetValue<bool>() == true).Select(each => each["name"]!.ToString());

    public string? BodyKey => operation["requestBody"] is null ? null : $"{this} body";

    private IEnumerable<JsonNode> Parameters => operation["parameters"]?.AsArray().OfType<JsonNode>() ?? [];

    public bool Matches(string path) => _path.IsMatch(path);

    public IEnumerable<(string, string)> PathValues(string path) =>
        _path.GetGroupNames()
            .Where(name => !int.TryParse(name, out _))
            .Select(name => (name, Uri.UnescapeDataString(_path.Match(path).Groups[name].Value)));

    public string ParameterKey(string name) => $"{this} ?{name}";

    public string ResponseKey(int status) => $"{this} {status}";

    /// <summary>Whether a parameter is a text, and not a number or a truth value.</summary>
    public bool IsText(string name) =>
        Parameters.FirstOrDefault(each => each["name"]!.ToString() == name)?["schema"]?["type"]?.ToString() is not ("integer" or "boolean");

    public IEnumerable<(string Name, JsonNode Schema)> Schemas()
    {
        foreach (var parameter in Parameters)
        {
            yield return (ParameterKey(parameter["name"]!.ToString()), parameter["schema"]!);
        }
        if (operation["requestBody"]?["content"]?["application/json"]?["schema"] is { } body)
        {
            yield return (BodyKey!, body);
        }
        foreach (var (status, response) in operation["responses"]!.AsObject())
        {
            if (response!["content"]?["application/json"]?["schema"] is { } schema)
            {
                yield return ($"{this} {status}", schema);
            }
        }
    }

    public override string ToString() => $"{method} {route}";
}
