BeforeAll {
    . $PSScriptRoot/Setup.ps1

    # Nouns that name a thing with an id or a name; what is done to one takes it first.
    $things = '^Fluence(Vm|Disk|PublicIp|Vpc|Subnet|SecurityGroup|Cluster|SshKey)$|^(Machine|MachineType|VmImage)$'
    $cmdlets = Get-Command -Module FluenceVm -CommandType Cmdlet
    $users = $cmdlets | Where-Object { $_.Noun -match $things -and $_.Verb -notin 'New', 'Add', 'Find' }
    $makers = $cmdlets | Where-Object { $_.Noun -match $things -and $_.Verb -in 'New', 'Add' }

    function Get-EveryName($Parameter) { @($Parameter.Name) + $Parameter.Aliases }
    function Get-Parameter($Command, $Name) { $Command.Parameters.Values | Where-Object { (Get-EveryName $_) -contains $Name } }
    function Get-First($Command) { $Command.Parameters.Values | Where-Object { $_.ParameterSets.Values.Position -contains 0 } }
    function Get-Offender($Commands, [scriptblock] $IsFine) { @($Commands | Where-Object { -not (& $IsFine $_) }).Name }
}

Describe 'The thing that a cmdlet is about' {
    It 'is the first position, by name or id' {
        Get-Offender $users { (Get-EveryName @(Get-First $args[0])[0]) -match '^(Name|Id)$' } | Should -BeNullOrEmpty
    }

    It 'is the only first position' {
        Get-Offender ($users + $makers) { @(Get-First $args[0]).Count -eq 1 } | Should -BeNullOrEmpty
    }

    It 'can be given by -Name and by -Id' {
        Get-Offender $users { (Get-Parameter $args[0] Name) -and (Get-Parameter $args[0] Id) } | Should -BeNullOrEmpty
    }

    It 'comes by the pipeline, as an object and by property name' {
        foreach ($by in 'ValueFromPipeline', 'ValueFromPipelineByPropertyName') {
            Get-Offender $users {
                $command = $args[0]
                ('Id', 'Name').ForEach{ (Get-Parameter $command $_).ParameterSets.Values.$by } -contains $true
            } | Should -BeNullOrEmpty -Because $by
        }
    }

    It 'is named first where it is made' {
        Get-Offender $makers { (Get-EveryName @(Get-First $args[0])[0]) -match '^(Name|Id)$' } | Should -BeNullOrEmpty
    }
}

Describe 'Switches' {
    It 'called <_> are switches without a position' -ForEach 'Force', 'PassThru', 'Wait' {
        $name = $_
        Get-Offender ($cmdlets | Where-Object { $_.Parameters.ContainsKey($name) }) {
            $parameter = $args[0].Parameters[$name]
            $parameter.ParameterType -eq [switch] -and -not ($parameter.ParameterSets.Values.Position -ge 0)
        } | Should -BeNullOrEmpty
    }
}
