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
        (New-Machine basic-1 debian-12 $PublicKey -Duration $duration).Credit | Should -Be $credit
    }

    It 'reads 1d on the command line as a day, and refuses a bare number' {
        (New-Machine basic-1 debian-12 $PublicKey -Duration 1d).Credit | Should -Be 36
        { New-Machine basic-1 debian-12 $PublicKey -Duration 12 } | Should -Throw -ExpectedMessage '*12h*'
    }

    It 'keeps every digit of a credit' {
        (New-Machine basic-1 debian-12 $PublicKey -Credit 1000.000000000000000001).CreditAcudos.ToString() | Should -Be '1000000000000000000001'
        (New-Machine basic-1 debian-12 $PublicKey -Credit '2000.000000000000000002').CreditAcudos.ToString() | Should -Be '2000000000000000000002'
        { New-Machine basic-1 debian-12 $PublicKey -Credit 1.0000000000000000001 } | Should -Throw -ExpectedMessage '*18 decimals*'
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
        (New-Machine basic-1 debian-12 $path -Credit 10).SshKey | Should -Be $PublicKey
    }

    It 'says type, image, price, credit and run time under -WhatIf, and orders nothing' {
        $text = Get-WhatIfText "New-Machine standard-4 debian-12 '$PublicKey' -Duration 12h -Id mine -WhatIf; (Get-Machine).Count"
        $text | Should -BeLike '*What if: Order machine mine: standard-4 with debian-12 at 7.333333333333333333 CUDOS an hour; a credit of 87.999999999999999996 CUDOS buys 12 h 0 min.*'
        $text | Should -BeLike '* 3*'
    }

    It 'refuses <case> before anything is sent' -ForEach @(
        @{ case = 'an unknown type'; arguments = @{ MachineType = 'huge' }; id = 'MachineTypeNotFound,*'; says = '*Get-MachineType*' }
        @{ case = 'a type that is not available'; arguments = @{ MachineType = 'legacy-2' }; id = 'MachineTypeUnavailable,*'; says = '*-Available*' }
        @{ case = 'an unknown image'; arguments = @{ Image = 'beos' }; id = 'ImageNotFound,*'; says = '*Get-VmImage*' }
        @{ case = 'an id that was given before'; arguments = @{ Id = 'web-1' }; id = 'NotAllowed,*'; says = '*never given twice*' }
        @{ case = 'a smartcard key'; arguments = @{ SshKey = 'sk-ssh-ed25519@openssh.com AAAA me' }; id = 'SshKeyOfSmartcard,*'; says = '*Smartcard*' }
        @{ case = 'a private key'; arguments = @{ SshKey = '-----BEGIN OPENSSH PRIVATE KEY-----' }; id = 'SshKeyPrivate,*'; says = '*private SSH key*' }
        @{ case = 'garbage for a key'; arguments = @{ SshKey = 'garbage' }; id = 'SshKeyInvalid,*'; says = '*public*key*' }
        @{ case = 'less than a minute''s credit'; arguments = @{ Credit = 0.02 }; id = 'CreditTooSmall,*'; says = '*0.025 CUDOS*' }
    ) {
        $all = @{ MachineType = 'basic-1'; Image = 'debian-12'; SshKey = $PublicKey; Credit = 10 } + @{}
        foreach ($name in $arguments.Keys) { $all[$name] = $arguments[$name] }
        { New-Machine @all } | Should -Throw -ErrorId $id -ExpectedMessage $says
        Get-ExecuteCount | Should -Be 0
    }

    It 'is an error with the transaction where the account has not enough' {
        { New-Machine basic-1 debian-12 $PublicKey -Credit 10000000 } | Should -Throw -ErrorId 'TransactionRefused,*' -ExpectedMessage "*hasn't enough coins*"
    }

    It 'waits until it runs, with -Wait' {
        $fast = Start-VmEmulator -ClockRate 1000
        $connection = Connect-Cudos -Node $fast.Uri
        $machine = New-Machine basic-1 debian-12 $PublicKey -Credit 1000 -Wait -PollSec 0.05 -Connection $connection
        $machine.State | Should -Be 'Running'
        $machine.Address | Should -Not -BeNullOrEmpty
        $fast | Stop-VmEmulator
    }

    It 'writes the machine and the reason where it fails while it is waited for' {
        $fast = Start-VmEmulator -ClockRate 1000
        $connection = Connect-Cudos -Node $fast.Uri
        $machine = New-Machine gpu-8 debian-12 $PublicKey -Credit 1000 -Region ap -Wait -PollSec 0.05 -Connection $connection -ErrorVariable failed -ErrorAction SilentlyContinue
        $machine.State | Should -Be 'Failed'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'WaitFailed,*'
        "$($failed[0])" | Should -BeLike '*no capacity*'
        $fast | Stop-VmEmulator
    }

    It 'orders once though the answer is lost' {
        Set-VmEmulatorFault Execute DropAfter -Count 1
        (New-Machine basic-1 debian-12 $PublicKey -Credit 10 -Id mine).Credit | Should -Be 10
        Get-ExecuteCount | Should -Be 1
    }
}
