# A page of docs/commands: what the cmdlet itself says, written anew each time, around the prose, which is kept.

# The prose of a page by its headings: 'DESCRIPTION', 'PARAMETERS/-Name'. Headings inside of code are none.
function Read-Page([string] $Text) {
    $page = @{}
    $section = $null
    $inside = ''
    $fenced = $false
    $body = [ordered]@{}
    foreach ($line in $Text -split '\n') {
        if ($line.StartsWith('```')) { $fenced = -not $fenced }
        $kept = $section -in 'EXAMPLES', 'INPUTS'
        if (-not $fenced -and $line -match '^## (.+)') { $section = $Matches[1]; $inside = $section }
        elseif (-not $fenced -and -not $kept -and $line -match '^### (.+)') { $inside = "$section/$($Matches[1])" }
        elseif ($section) { $body[$inside] += "$line`n" }
    }
    foreach ($key in $body.Keys) { $page[$key] = ($body[$key] -replace '(?ms)^```yaml\n.*?^```\n').Trim("`n") }
    $page
}

# The text of a cmdlet's page. $Page is what Read-Page gives; nothing of it is needed.
function Get-PageText($Command, [hashtable] $Page = @{}) {
    $sections = @(
        ("---`ndocument type: cmdlet`nexternal help file: FluenceVm.dll-Help.xml`nLocale: en-US`nModule Name: FluenceVm`nPlatyPS " +
            "schema version: 2024-05-01`ntitle: $($Command.Name)`n---")
        "# $($Command.Name)"
        '## SYNOPSIS'
        Get-Prose $Page 'SYNOPSIS'
        '## SYNTAX'
        Get-SyntaxText $Command
        '## DESCRIPTION'
        Get-Prose $Page 'DESCRIPTION'
        '## EXAMPLES'
        Get-Prose $Page 'EXAMPLES' -Otherwise "### Example 1: {{ Fill }}`n`n{{ Fill }}"
        '## PARAMETERS'
        foreach ($parameter in Get-OwnParameter $Command) {
            "### -$($parameter.Name)"
            Get-Prose $Page "PARAMETERS/-$($parameter.Name)" -Otherwise (Get-CommonProse $parameter)
            Get-ParameterText $Command $parameter
        }
        "### CommonParameters`n`n$CommonParametersText"
        '## INPUTS'
        Get-Prose $Page 'INPUTS' -Otherwise $(if (-not (Get-OwnParameter $Command | Where-Object { Test-Pipeline $_ })) {
            "### None`n`nIt takes nothing from the pipeline."
        })
        '## OUTPUTS'
        if (-not $Command.OutputType) { "### None`n`nIt writes nothing." }
        foreach ($type in $Command.OutputType | Sort-Object Name) {
            "### $($type.Name)"
            Get-Prose $Page "OUTPUTS/$($type.Name)"
        }
        if ($Page['NOTES']) { '## NOTES'; $Page['NOTES'] }
        '## RELATED LINKS'
        Get-Prose $Page 'RELATED LINKS'
    )
    ($sections -join "`n`n") + "`n"
}

function Get-Prose([hashtable] $Page, [string] $Key, [string] $Otherwise) {
    if ($Page[$Key]) { $Page[$Key] } elseif ($Otherwise) { $Otherwise } else { '{{ Fill }}' }
}

# The parameters that aren't common ones, by name.
function Get-OwnParameter($Command) {
    $common = [Management.Automation.PSCmdlet]::CommonParameters
    $Command.Parameters.Values | Where-Object Name -NotIn $common | Sort-Object Name
}

function Test-Pipeline($Parameter) {
    [bool] ($Parameter.ParameterSets.Values | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName })
}

function Get-SyntaxText($Command) {
    $several = $Command.ParameterSets.Count -gt 1
    $texts = foreach ($set in $Command.ParameterSets | Sort-Object { -not $_.IsDefault }, Name) {
        $lines = @($Command.Name)
        foreach ($word in "$set" -replace ' ?\[<CommonParameters>\]$' -split ' (?=\[|-)' | Where-Object { $_ }) {
            if ($lines[-1].Length + $word.Length -lt 98) { $lines[-1] += " $word" } else { $lines += " $word" }
        }
        $name = if ($several) { $set.Name } else { '__AllParameterSets' }
        $default = if ($several -and $set.IsDefault) { ' (Default)' }
        "### $name$default`n`n``````text`n$($lines -join "`n")`n``````"
    }
    $texts -join "`n`n"
}

# The facts of a parameter as PlatyPS reads them, without those that are as for any other.
function Get-ParameterText($Command, $Parameter) {
    $default = Get-DefaultValue $Command $Parameter
    $lines = @(
        "Type: $((Get-ValueType $Parameter).FullName)"
        if ($default) { "DefaultValue: $(ConvertTo-Scalar $default)" }
        if ($Parameter.Attributes |
            Where-Object { $_ -is [Management.Automation.SupportsWildcardsAttribute] }) { 'SupportsWildcards: true' }
        if ($Parameter.Aliases) { 'Aliases:'; $Parameter.Aliases | Sort-Object | ForEach-Object { "- $_" } }
        'ParameterSets:'
        foreach ($name in $Parameter.ParameterSets.Keys | Sort-Object) {
            $set = $Parameter.ParameterSets[$name]
            "- Name: $(if ($name -eq '__AllParameterSets') { '(All)' } else { $name })"
            "  Position: $(if ($set.Position -ge 0) { $set.Position } else { 'Named' })"
            "  IsRequired: $("$($set.IsMandatory)".ToLowerInvariant())"
            if ($set.ValueFromPipeline) { '  ValueFromPipeline: true' }
            if ($set.ValueFromPipelineByPropertyName) { '  ValueFromPipelineByPropertyName: true' }
        }
        $accepted = @(Get-AcceptedValue $Parameter)
        if ($accepted) { 'AcceptedValues:'; $accepted | ForEach-Object { "- $(ConvertTo-Scalar $_)" } }
    )
    "``````yaml`n$($lines -join "`n")`n``````"
}

# A text as a value of YAML.
function ConvertTo-Scalar([string] $Text) { if ($Text -match '^[\w.]+$') { $Text } else { "'$Text'" } }

# The values of a parameter that takes no others.
function Get-AcceptedValue($Parameter) {
    $set = $Parameter.Attributes | Where-Object { $_ -is [ValidateSet] }
    $type = Get-ValueType $Parameter
    if ($type.IsArray) { $type = $type.GetElementType() }
    if ($set) { $set.ValidValues } elseif ($type.IsEnum) { [enum]::GetNames($type) }
}

function Get-ValueType($Parameter) {
    $type = [Nullable]::GetUnderlyingType($Parameter.ParameterType)
    if ($type) { $type } else { $Parameter.ParameterType }
}

# What a fresh cmdlet begins with; nothing if it has to be given, is empty or off, or isn't known before the cmdlet runs.
function Get-DefaultValue($Command, $Parameter) {
    $property = $Command.ImplementingType.GetProperty($Parameter.Name)
    if (-not $property -or ($Parameter.ParameterSets.Values | Where-Object IsMandatory)) { return }
    $value = $property.GetValue([Activator]::CreateInstance($Command.ImplementingType))
    if ($null -ne $value -and
        $value -isnot [switch] -and
        $value -isnot [array]) { [Convert]::ToString($value, [cultureinfo]::InvariantCulture) }
}

function Get-CommonProse($Parameter) {
    switch ($Parameter.Name) {
        Confirm { 'Asks before each change.' }
        Connection {
            ("The connection to use, as ``$($ConnectedBy[$Parameter.ParameterType.Name])`` gives it; by default the current one of " +
                "this session.")
        }
        WhatIf { 'Says what would be changed, with the amount, and changes nothing.' }
    }
}

$script:ConnectedBy = @{ FluenceContext = 'Connect-Fluence'; CudosContext = 'Connect-Cudos' }
$script:CommonParametersText = @(
    'This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable, -InformationAction, -InformationVariable,'
    '-OutBuffer, -OutVariable, -PipelineVariable, -ProgressAction, -Verbose, -WarningAction, and -WarningVariable. For more information,'
    'see [about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).'
) -join ' '
