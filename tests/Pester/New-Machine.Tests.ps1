BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Machine.ps1 }

Describe 'New-Machine' {
    BeforeEach { $emulator = Connect-FreshEmulator }
    AfterEach { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'orders a machine with a credit' {
        $machine = New-Machine -MachineType basic-1 -Image debian-12 -SshKey $PublicKey -Credit 10 -Id mine -Region eu
        $machine.Id, $machine.State, $machine.Region, $machine.Credit | Should -Be 'mine', 'StartRequested', 'eu', 10
        $machine.Owner | Should -Be $emulator.Owner
        Get-ExecuteCount | Should -Be 1
    }

    It 'computes the credit of <duration>: <credit> CUDOS' -ForEach @(
        @{ duration = '12h'; credit = 18 }
        @{ duration = '1d'; credit = 36 }
        @{ duration = '1d12h'; credit = 54 }
        @{ duration = '90m'; credit = 2.25 }
        @{ duration = '1.5h'; credit = 2.25 }
        @{ duration = '61s'; credit = 0.05 }
        @{ duration = '02:00:00'; credit = 3 }
        @{ duration = [timespan]'00:30:00'; credit = 0.75 }
    ) {
        (New-Machine -MachineType basic-1 -Image debian-12 -SshKey $PublicKey -Duration $duration).Credit | Should -Be $credit
    }

    It 'reads 1d on the command line as a day, and refuses a bare number' {
        (New-Machine -MachineType basic-1 -Image debian-12 -SshKey $PublicKey -Duration 1d).Credit | Should -Be 36
        { New-Machine -MachineType basic-1 -Image debian-12 -SshKey $PublicKey -Duration 12 } | Should -Throw -ExpectedMessage '*12h*'
    }

    It 'keeps every digit of a credit' {
        (New-Machine -MachineType basic-1 -Image debian-12 -SshKey $PublicKey -Credit 1000.000000000000000001).CreditAcudos.ToString() |
            Should -Be '1000000000000000000001'
        (New-Machine -MachineType basic-1 -Image debian-12 -SshKey $PublicKey -Credit '2000.000000000000000002').CreditAcudos.ToString() |
            Should -Be '2000000000000000000002'
        { New-Machine -MachineType basic-1 -Image debian-12 -SshKey $PublicKey -Credit 1.0000000000000000001 } |
            Should -Throw -ExpectedMessage '*18 decimals*'
    }

    It 'takes objects, and makes up an id' {
        $type = Get-MachineType basic-2 -Cloud Cudos
        $image = Get-VmImage debian-12 -Cloud Cudos
        $machine = $type | New-Machine -Image $image -SshKey $PublicKey -Credit 10
        $machine.MachineTypeId, $machine.ImageId | Should -Be 'basic-2', 'debian-12'
        $machine.Id | Should -Match '^vm-[0-9a-f]{10}$'
    }

    It 'takes a public key from a file' {
        $path = Join-Path $TestDrive 'id.pub'
        Set-Content $path $PublicKey
        (New-Machine -MachineType basic-1 -Image debian-12 -SshKey $path -Credit 10).SshKey | Should -Be $PublicKey
    }

    It 'says type, image, price, credit and run time under -WhatIf, and orders nothing' {
        $text = Get-WhatIfText ("New-Machine -MachineType standard-4 -Image debian-12 -SshKey '$PublicKey' -Duration 12h -Id mine " +
            "-WhatIf; (Get-Machine).Count")
        $text | Should -BeLike ('*What if: Order machine mine: standard-4 with debian-12 at 7.333333 CUDOS per hour; a credit of 88 ' +
            'CUDOS buys 12 h 0 min.*')
        $text | Should -BeLike '* 3*'
    }

    It 'refuses <case> before anything is sent' -ForEach @(
        @{ case = 'an unknown type'; arguments = @{ MachineType = 'huge' }; id = 'MachineTypeNotFound,*'; says = '*Get-MachineType*' }
        @{
            case = 'a type that is not available'
            arguments = @{ MachineType = 'legacy-2' }
            id = 'MachineTypeUnavailable,*'
            says = '*-Available*'
        }
        @{ case = 'an unknown image'; arguments = @{ Image = 'beos' }; id = 'ImageNotFound,*'; says = '*Get-VmImage*' }
        @{ case = 'an id that was given before'; arguments = @{ Id = 'web-1' }; id = 'NotAllowed,*'; says = '*never used twice*' }
        @{ case = 'credit beyond the account'; arguments = @{ Credit = 10000000 }; id = 'BalanceTooSmall,*'; says = '*10000000 CUDOS*' }
        @{
            case = 'a smartcard key'
            arguments = @{ SshKey = 'sk-ssh-ed25519@openssh.com AAAA me' }
            id = 'SshKeyOfSmartcard,*'
            says = '*Smartcard*'
        }
        @{
            case = 'a private key'
            arguments = @{ SshKey = '-----BEGIN OPENSSH PRIVATE KEY-----' }
            id = 'SshKeyPrivate,*'
            says = '*private SSH key*'
        }
        @{ case = 'garbage for a key'; arguments = @{ SshKey = 'gar bage' }; id = 'SshKeyInvalid,*'; says = '*public*key*' }
        @{
            case = 'the name of a registered key'
            arguments = @{ SshKey = 'laptop' }
            id = 'MachineKeyUnknown,*'
            says = '*no registered keys*.pub*'
        }
        @{ case = 'less than a minute''s credit'; arguments = @{ Credit = 0.02 }; id = 'CreditTooSmall,*'; says = '*0.025 CUDOS*' }
    ) {
        $all = @{ MachineType = 'basic-1'; Image = 'debian-12'; SshKey = $PublicKey; Credit = 10 } + @{}
        foreach ($name in $arguments.Keys) { $all[$name] = $arguments[$name] }
        { New-Machine @all } | Should -Throw -ErrorId $id -ExpectedMessage $says
        { New-Machine @all -WhatIf } | Should -Throw -ErrorId $id -ExpectedMessage $says
        Get-ExecuteCount | Should -Be 0
    }

    It 'waits until it runs, with -Wait' {
        $fast = Start-VmEmulator -ClockRate 1000
        $connection = Connect-Cudos -Node $fast.Uri
        $ordered = @{ Image = 'debian-12'; SshKey = $PublicKey; Credit = 1000; Wait = $true; PollSec = 0.05; Connection = $connection }
        $machine = New-Machine -MachineType basic-1 @ordered
        $machine.State | Should -Be 'Running'
        $machine.Address | Should -Not -BeNullOrEmpty
        $fast | Stop-VmEmulator
    }

    It 'writes the machine and the reason where it fails while it is waited for' {
        $fast = Start-VmEmulator -ClockRate 1000
        $connection = Connect-Cudos -Node $fast.Uri
        $ordered = @{ Image = 'debian-12'; SshKey = $PublicKey; Credit = 1000; Wait = $true; PollSec = 0.05; Connection = $connection }
        $machine = New-Machine -MachineType gpu-8 -Region ap @ordered @Quiet -ErrorVariable failed
        $machine.State | Should -Be 'Failed'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'WaitFailed,*'
        "$($failed[0])" | Should -BeLike '*no capacity*'
        $fast | Stop-VmEmulator
    }

    It 'orders once though the response is lost' {
        Set-VmEmulatorFault Execute DropAfter -Count 1
        (New-Machine -MachineType basic-1 -Image debian-12 -SshKey $PublicKey -Credit 10 -Id mine).Credit | Should -Be 10
        Get-ExecuteCount | Should -Be 1
    }

    It 'takes id, image, key and type by position, as New-FluenceVm takes name, image and key' {
        $machine = New-Machine build-7 debian-12 $PublicKey basic-1 -Credit 10
        $machine.Id, $machine.ImageId, $machine.MachineTypeId | Should -Be 'build-7', 'debian-12', 'basic-1'
    }
}

Describe 'New-Machine with -OrderKey' {
    BeforeEach {
        $emulator = Connect-FreshEmulator
        $order = @{ MachineType = 'basic-1'; Image = 'debian-12'; SshKey = $PublicKey; Duration = '12h'; OrderKey = 'rel-1' }
    }
    AfterEach { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'orders once, however often it is run, and finds the id that was made up' {
        $first = New-Machine @order
        $second = New-Machine @order
        $second.Id | Should -Be $first.Id
        Get-ExecuteCount | Should -Be 1
    }

    It 'says under -WhatIf what is there, and changes neither the service nor the journal' {
        $first = New-Machine @order
        $before = Get-JournalText
        (New-Machine @order -WhatIf).Id | Should -Be $first.Id
        Get-JournalText | Should -Be $before
        Get-ExecuteCount | Should -Be 1
    }

    It 'writes nothing under -WhatIf for an order that is new' {
        $before = Get-JournalText
        New-Machine @order -WhatIf | Should -BeNullOrEmpty
        Get-JournalText | Should -Be $before
    }

    It 'leaves nothing behind of an order that was refused before it was sent' {
        $before = Get-JournalText
        { New-Machine @order -Id web-1 } | Should -Throw -ErrorId 'NotAllowed,*'
        Get-JournalText | Should -Be $before
    }

    It 'refuses the key for another order' {
        $null = New-Machine @order
        $order.MachineType = 'basic-2'
        { New-Machine @order } | Should -Throw -ErrorId 'OrderConflict,*'
        Get-ExecuteCount | Should -Be 1
    }

    It 'is not found by <case>' -ForEach @(
        @{ case = 'another account'; connect = { Connect-Cudos -Node $emulator.Uri -Owner (Get-SecondOwner) } }
        @{ case = 'another emulator'; connect = { Connect-Cudos -Node (Start-VmEmulator).Uri } }
    ) {
        $first = New-Machine @order
        $null = & $connect
        (New-Machine @order).Id | Should -Not -Be $first.Id
    }

    It 'says so if the machine has ended meanwhile, and how to order another one' {
        $first = New-Machine @order
        Remove-Machine $first.Id -Confirm:$false
        { New-Machine @order } | Should -Throw -ErrorId 'OrderedMachineHasEnded,*' -ExpectedMessage '*another -OrderKey*'
        Get-ExecuteCount | Should -Be 2
    }

    It 'says what is billed and how to go on if it is stopped while it waits' {
        $text = Invoke-FreshShell @"
            `$runspace = [runspacefactory]::CreateRunspace(`$Host)
            `$runspace.Open()
            `$shell = [powershell]::Create()
            `$shell.Runspace = `$runspace
            `$null = `$shell.AddScript({
                Import-Module '$env:FLUENCEVM_MODULE'
                `$null = Connect-Cudos -Node '$($emulator.Uri)'
                New-Machine stopped debian-12 '$PublicKey' basic-1 -Credit 10 -OrderKey rel-2 -Wait -PollSec 0.05
            }).BeginInvoke()
            `$null = Connect-Cudos -Node '$($emulator.Uri)'
            while (-not (Get-Machine stopped -ErrorAction Ignore)) { }
            `$shell.Stop()
"@
        $text -replace '\s+', ' ' | Should -BeLike '*Machine stopped is ordered with a credit of 10 CUDOS, and is billed.*-OrderKey rel-2*'
    }

    It 'gives the machine before the error, so that a script that ends at errors can still remove it' {
        $machine = $null
        { New-Machine @order -Wait -TimeoutSec 1 -PollSec 0.1 -ErrorAction Stop -OutVariable script:machine } |
            Should -Throw -ErrorId 'WaitTimedOut,*'
        $script:machine.State | Should -Be 'StartRequested'
    }
}
