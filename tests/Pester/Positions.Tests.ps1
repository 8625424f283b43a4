BeforeAll {
    . $PSScriptRoot/Setup.ps1

    # Nouns that name a thing with an id or a name; what is done to one takes it first.
    $things = @(
        '^Fluence(Vm|VmAccessToken|Disk|PublicIp|Vpc|Subnet|SecurityGroup|Cluster|SshKey|ApiKey|Orphan)$'
        '^Machine(Type|Credit|Owner)?$'
        '^VmImage$'
    )
    # Nouns that name a thing with one name alone: an account's name, an order's key.
    $named = @{ FluenceAccount = 'Name'; FluenceOrder = 'OrderKey' }
    # Every other noun, and what its cmdlets begin with instead.
    $others = @{
        'Fluence|Cudos'                                  = 'a connection is made from a key or an address'
        '(Fluence|Cudos)(Context|Connection)'            = 'there is one, or what -Connection says'
        'Fluence(Balance|Charge|Report)'                 = 'is of the whole account'
        'FluenceCost'                                    = 'takes things of every kind, and the names of VMs'
        'Fluence(Country|Datacenter|Hardware)'           = 'lists what can be asked for'
        'Fluence(Estimate|Offer)'                        = 'takes what is asked for'
        'FluenceSshConfig'                               = 'is a file for every VM'
        'VmEmulator|VmEmulatorFault'                     = 'there is mostly one emulator, and it has no name'
    }
    $thing = $things -join '|'
    $cmdlets = Get-Command -Module FluenceVm -CommandType Cmdlet
    $makerNames = @($cmdlets | Where-Object Verb -EQ New).Name + 'Add-FluenceSshKey'
    $users = $cmdlets | Where-Object { $_.Noun -match $thing -and $_.Name -notin $makerNames }
    $makers = $cmdlets | Where-Object Name -In $makerNames
    $ofOneName = $cmdlets | Where-Object { $named.ContainsKey($_.Noun) -and $_.Verb -ne 'Register' }

    function Get-EveryName($Parameter) { @($Parameter.Name) + $Parameter.Aliases }
    function Get-Parameter($Command, $Name) { $Command.Parameters.Values | Where-Object { (Get-EveryName $_) -contains $Name } }
    function Get-First($Command) { $Command.Parameters.Values | Where-Object { $_.ParameterSets.Values.Position -contains 0 } }
    function Get-Offender($Commands, [scriptblock] $IsFine) { @($Commands | Where-Object { -not (& $IsFine $_) }).Name }
}

Describe 'Every noun' {
    It 'is a thing with an id and a name, one with a name alone, or neither for a reason' {
        $known = @($thing) + $named.Keys + $others.Keys.ForEach{ "^($_)$" }
        $cmdlets.Noun | Sort-Object -Unique | Where-Object { $noun = $_; -not ($known | Where-Object { $noun -match $_ }) } |
            Should -BeNullOrEmpty
    }
}

Describe 'A thing with a name alone' {
    It 'is the first position, and comes by the pipeline, as an object and by property name' {
        foreach ($command in $ofOneName) {
            $parameter = $command.Parameters[$named[$command.Noun]]
            foreach ($set in $parameter.ParameterSets.Values) {
                "$($command.Name) $($set.Position) $($set.ValueFromPipeline) $($set.ValueFromPipelineByPropertyName)" |
                    Should -Be "$($command.Name) 0 True True"
            }
        }
        $ofOneName.Count | Should -Be 4
    }
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
